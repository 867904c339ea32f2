package dev.holdfast.bootstrap.demo;

import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.in.CommandUseCase;
import dev.holdfast.application.port.in.ConnectionStatus;
import dev.holdfast.application.port.out.ConnectionObserver;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.application.port.out.Recurrence;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.ScheduledAcquisition;
import dev.holdfast.application.service.Subscription;
import dev.holdfast.bootstrap.config.CredentialValue;
import dev.holdfast.bootstrap.config.CredentialsConfig;
import dev.holdfast.bootstrap.gateway.GatewayAccount;
import dev.holdfast.domain.connection.ConnectionState;
import dev.holdfast.domain.time.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code ctc}: logs in, asks which sensors there are, subscribes to changes, and takes a reading of
 * every sensor again and again.
 */
final class CtcPlay implements Play {

  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

  /** A minute where nobody watches. */
  private static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(5);

  private final Duration period;
  private final ReadingSink sink;
  private final SensorDiscovery discovery;

  /**
   * Nothing is shown yet.
   *
   * @param period how often a reading is taken of each sensor; at least a millisecond
   */
  CtcPlay(Duration period, DemoStory story) {
    this.period = period;
    this.sink = new ReadingSink(story);
    this.discovery = new SensorDiscovery(COMMAND_TIMEOUT, story);
  }

  @Override
  public List<String> introduction() {
    return List.of(
        "It simulates a CTC Connect gateway, bugs included, from notes and not from hardware.",
        "A reading is taken of each sensor every " + DurationText.format(period) + ".");
  }

  @Override
  public CredentialsConfig credentials() {
    GatewayAccount account = GatewayAccount.demo();
    return new CredentialsConfig(
        Optional.of(new CredentialValue.Given(account.email())),
        Optional.of(new CredentialValue.Given(account.password())),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public ConnectionState up() {
    return ConnectionState.AUTHENTICATED;
  }

  @Override
  public MessageSink sink() {
    return sink;
  }

  @Override
  public DialogueSettings dialogue(List<Integer> serials) {
    List<ScheduledAcquisition> acquisitions = new ArrayList<>();
    long millis = period.toMillis();
    for (int i = 0; i < serials.size(); i++) {
      acquisitions.add(
          new ScheduledAcquisition(
              "vibration of " + serials.get(i),
              reading(serials.get(i)),
              // One after the other: they share a radio.
              Recurrence.every(millis, millis * i / serials.size())));
    }
    return new DialogueSettings(
        DialogueSettings.defaults().maxPendingCommands(),
        COMMAND_TIMEOUT,
        List.of(new Subscription("changes", "")),
        acquisitions);
  }

  @Override
  public List<ConnectionObserver> observers(Supplier<CommandUseCase> connection) {
    return List.of(discovery.on(connection));
  }

  @Override
  public List<String> summary(ConnectionStatus last) {
    ConnectionStatus.Runs runs = last.runs();
    return List.of(
        "logins: " + discovery.logins(),
        "readings on schedule: "
            + runs.acquired()
            + " taken, "
            + runs.missed()
            + " missed (no link when they were due), "
            + runs.failed()
            + " failed (the link was lost on the way)",
        "gaps in which something may have been missed: " + sink.gaps());
  }

  private static Acquisition reading(int serial) {
    return new Acquisition(
        "TAKE_DYN_READING",
        "{\"Serial\":" + serial + "}",
        "NOT_DYN_READING_STARTED",
        ReadingSink.TOPIC,
        Integer.toString(serial),
        ACQUISITION_TIMEOUT);
  }
}
