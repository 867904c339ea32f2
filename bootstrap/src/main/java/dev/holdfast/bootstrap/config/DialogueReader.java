package dev.holdfast.bootstrap.config;

import dev.holdfast.adapter.schedule.CronRecurrence;
import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.out.Recurrence;
import dev.holdfast.application.service.DialogueSettings;
import dev.holdfast.application.service.ScheduledAcquisition;
import dev.holdfast.application.service.Subscription;
import dev.holdfast.domain.time.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads what the connection asks of its gateway by itself: subscriptions and acquisitions. */
final class DialogueReader {

  private static final int MOST = 1_000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);

  private final SettingReader reader;
  private final ConfigRequest request;
  private final Duration acquisitionTimeout;
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * A reader for one configuration.
   *
   * @param acquisitionTimeout how long an acquisition may take that does not say itself
   */
  DialogueReader(SettingReader reader, ConfigRequest request, Duration acquisitionTimeout) {
    this.reader = reader;
    this.request = request;
    this.acquisitionTimeout = acquisitionTimeout;
  }

  /**
   * Reads both.
   *
   * @param commandTimeout how long a subscription, or the start of an acquisition, may take
   */
  DialogueSettings read(Duration commandTimeout) {
    List<Subscription> subscriptions = new ArrayList<>();
    each(
        "subscriptions",
        (place, options) -> {
          Optional<String> name = options.required("name", "what the session protocol calls it");
          String payload = options.text("payload").orElse("");
          name.ifPresent(known -> subscriptions.add(new Subscription(known, payload)));
        });
    List<ScheduledAcquisition> acquisitions = new ArrayList<>();
    each(
        "acquisitions",
        (place, options) -> acquisition(place, options).ifPresent(acquisitions::add));
    return new DialogueSettings(
        DialogueSettings.defaults().maxPendingCommands(),
        commandTimeout,
        subscriptions,
        acquisitions);
  }

  private void each(String list, BiConsumer<String, EntryOptions> read) {
    List<WrittenEntry> entries = reader.places().list(list);
    for (int i = 0; i < entries.size(); i++) {
      String place = list + "[" + i + "]";
      EntryOptions options = EntryOptions.of(entries.get(i), place, reader, request);
      read.accept(place, options);
      options.nothingElse();
    }
    if (entries.size() > MOST) {
      reader.problem(
          ConfigProblem.about(list, reader.places().yamlAt(0), "expected at most " + MOST));
    }
  }

  private Optional<ScheduledAcquisition> acquisition(String place, EntryOptions options) {
    Optional<String> command = options.required("command", "the command that starts it");
    Optional<String> data =
        options.required("data", "the topic of the notification that brings the data");
    String name = options.text("name").orElseGet(() -> freeName(command.orElse(place)));
    if (!names.add(name)) {
      options.wrong("name", "a name that no other acquisition has");
    }
    String payload = options.text("payload").orElse("");
    String started = options.text("started").orElse("");
    String subject = options.text("subject").orElse("");
    Duration timeout =
        options.duration("timeout", acquisitionTimeout, DurationRange.aboveZero(DAY));
    Optional<Recurrence> when = when(options);
    if (command.isEmpty() || data.isEmpty() || when.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ScheduledAcquisition(
            name,
            new Acquisition(command.get(), payload, started, data.get(), subject, timeout),
            when.get()));
  }

  private String freeName(String command) {
    String name = command;
    for (int i = 2; names.contains(name); i++) {
      name = command + "-" + i;
    }
    return name;
  }

  private Optional<Recurrence> when(EntryOptions options) {
    Optional<String> cron = options.text("cron");
    Optional<Duration> every =
        options.parsed(
            "every",
            Optional.empty(),
            period -> period.map(DurationText::format).orElse("not set"),
            DurationText.EXPECTED + ", from 1s to 1d",
            DialogueReader::period);
    Duration offset = options.duration("offset", Duration.ZERO, DurationRange.fromZero(DAY));
    ZoneId zone = zone(options);
    if (cron.isPresent() == every.isPresent()) {
      // A period that is wrong has been blamed already.
      if (cron.isPresent() || !options.has("every")) {
        options.missing("expected either every: or cron:");
      }
      return Optional.empty();
    }
    if (cron.isPresent()) {
      return cron(cron.get(), zone, options);
    }
    if (offset.compareTo(every.get()) >= 0) {
      options.wrong(
          "offset", "a duration shorter than every, which is " + DurationText.format(every.get()));
      return Optional.empty();
    }
    return Optional.of(Recurrence.every(every.get().toMillis(), offset.toMillis()));
  }

  private static Optional<Optional<Duration>> period(String text) {
    Optional<Duration> period =
        DurationText.parse(text)
            .filter(it -> it.compareTo(SHORTEST_PERIOD) >= 0 && it.compareTo(DAY) <= 0);
    return period.isPresent() ? Optional.of(period) : Optional.empty();
  }

  private static Optional<Recurrence> cron(String text, ZoneId zone, EntryOptions options) {
    try {
      return Optional.of(CronRecurrence.parse(text, zone));
    } catch (IllegalArgumentException e) {
      options.wrong(
          "cron", "minute, hour, day, month and day of week as in a crontab; " + e.getMessage());
      return Optional.empty();
    }
  }

  private static ZoneId zone(EntryOptions options) {
    Optional<String> name = options.text("zone");
    try {
      return name.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    } catch (DateTimeException e) {
      options.wrong("zone", "a time zone such as Europe/Berlin or UTC");
      return ZoneId.systemDefault();
    }
  }
}
