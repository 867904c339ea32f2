package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.connection.testing.DrivenMachine;
import dev.holdfast.domain.verdict.CauseKey;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of the cell test: each state, split where the machine behaves in more than one way. */
enum Situation {
  IDLE("idle", ConnectionState.DISCONNECTED, false, link -> {}),
  WAITING(
      "waiting to reconnect",
      ConnectionState.DISCONNECTED,
      false,
      link -> {
        link.connect();
        link.ended(CauseKind.CONNECT_REFUSED);
      }),
  CONNECTING("connecting", ConnectionState.CONNECTING, false, DrivenMachine::connect),
  UP_WITHOUT_LOGIN("up without a login", ConnectionState.CONNECTED, false, Situation::open),
  LOGGING_IN("logging in", ConnectionState.CONNECTED, true, Situation::open),
  UP_WITH_LOGIN(
      "up with a login",
      ConnectionState.AUTHENTICATED,
      true,
      link -> {
        open(link);
        link.loggedIn();
      }),
  CLOSING(
      "closing for good",
      ConnectionState.CLOSING,
      false,
      link -> {
        open(link);
        link.disconnect();
      }),
  CLOSING_WANTED_AGAIN(
      "closing, wanted again",
      ConnectionState.CLOSING,
      false,
      link -> {
        open(link);
        link.disconnect();
        link.connect();
      }),
  ROTATING(
      "closing for rotation",
      ConnectionState.CLOSING,
      false,
      link -> {
        open(link);
        stayUpUntilRotation(link);
      }),
  STOPPED(
      "stopped",
      ConnectionState.CLOSED,
      false,
      link -> {
        open(link);
        link.ended(Cause.closedByGateway(1008, ""));
      });

  /** The maximum lifetime, less a quarter of its tenth. */
  private static final Duration LIFETIME = Duration.ofMinutes(58).plusSeconds(30);

  private static final VerdictTable VERDICTS =
      VerdictTable.defaults()
          .with(
              CauseKey.parse("protocol-violation 1003").orElseThrow(), Verdict.STOP, "To see it.");

  private final String words;
  private final ConnectionState state;
  private final boolean login;

  // A lambda without state, which its type does not tell the checker.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Consumer<DrivenMachine> story;

  Situation(String words, ConnectionState state, boolean login, Consumer<DrivenMachine> story) {
    this.words = words;
    this.state = state;
    this.login = login;
    this.story = story;
  }

  /** The name in {@code cells.txt}. */
  String words() {
    return words;
  }

  ConnectionState state() {
    return state;
  }

  /** Brings a machine into this situation, with nothing left to assert. */
  DrivenMachine begin() {
    DrivenMachine link = new DrivenMachine();
    link.use(
        ConnectionPolicy.builder()
            .loginRequired(login)
            .maxLifetime(Optional.of(Duration.ofHours(1)))
            .verdicts(VERDICTS)
            .build());
    story.accept(link);
    link.skip();
    return link;
  }

  /** Keeps an open link busy until one nanosecond before its rotation, then lets it come. */
  static void stayUpUntilRotation(DrivenMachine link) {
    link.skip();
    for (long second = 1; second < LIFETIME.toSeconds(); second++) {
      link.pass(Duration.ofSeconds(1));
      link.frame();
    }
    link.nothingUntil(Duration.ofSeconds(1));
  }

  private static void open(DrivenMachine link) {
    link.connect();
    link.opened();
  }
}
