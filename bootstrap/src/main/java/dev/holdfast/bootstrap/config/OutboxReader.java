package dev.holdfast.bootstrap.config;

import dev.holdfast.application.outbox.OutboxLimits;
import dev.holdfast.application.outbox.OutboxSettings;
import dev.holdfast.application.outbox.OutboxSettings.Overflow;
import dev.holdfast.domain.replay.ReplayPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads where messages wait for the gateway, how many, how long, and how fast they follow. */
final class OutboxReader {

  private static final int MESSAGES_MOST = 10_000_000;
  private static final long BYTES_MOST = 1L << 40;
  private static final Duration AGE_MOST = Duration.ofDays(3_650);
  private static final String EXPECTED =
      "memory, durable, or the path of a file, with a slash or a dot in it";

  private final SettingReader reader;
  private final ConfigRequest request;

  OutboxReader(SettingReader reader, ConfigRequest request) {
    this.reader = reader;
    this.request = request;
  }

  /** Where messages are kept. */
  OutboxStorage storage() {
    Found found = reader.find(Setting.OUTBOX).orElseThrow();
    String text = found.value().strip();
    int deadLetters = (int) reader.number(Setting.OUTBOX_MAX_DEAD_LETTERS, 1, MESSAGES_MOST);
    Optional<Path> file = Optional.empty();
    boolean usual = text.toLowerCase(Locale.ROOT).equals("durable");
    if (usual) {
      file = usualPlace();
      if (file.isEmpty()) {
        reader.wrong(
            found,
            "the path of a file, because none of STATE_DIRECTORY, XDG_STATE_HOME and HOME"
                + " says where state is kept");
      }
    } else if (!text.toLowerCase(Locale.ROOT).equals("memory")) {
      file = path(found, text);
    }
    reader.show(
        Setting.OUTBOX,
        usual && file.isPresent() ? "durable: " + file.get() : file.isPresent() ? text : "memory");
    boolean memory = file.isEmpty() && text.toLowerCase(Locale.ROOT).equals("memory");
    return new OutboxStorage(file, usual, deadLetters, journal(memory));
  }

  private Optional<OutboxStorage.Journal> journal(boolean memory) {
    OutboxStorage.Journal bounds =
        new OutboxStorage.Journal(
            reader.number(Setting.JOURNAL_MAX_MESSAGES, 1, MESSAGES_MOST),
            reader.number(Setting.JOURNAL_MAX_BYTES, 1, BYTES_MOST));
    boolean journal =
        reader
            .choice(
                Setting.JOURNAL,
                List.of("off", "on"),
                name ->
                    switch (name) {
                      case "on", "true" -> Optional.of(true);
                      case "off", "false" -> Optional.of(false);
                      default -> Optional.empty();
                    })
            .orElse(false);
    if (journal && memory) {
      reader.wrong(
          reader.find(Setting.JOURNAL).orElseThrow(),
          "off, or OUTBOX durable or the path of a file: the journal is kept there");
    }
    return journal ? Optional.of(bounds) : Optional.empty();
  }

  /**
   * A journal is for sinks that may lose nothing.
   *
   * @param sinks all of them
   */
  void requireReaders(OutboxStorage storage, List<SinkConfig> sinks) {
    boolean nobody =
        sinks.stream().noneMatch(sink -> sink.queue().whenFull() == SinkQueueConfig.WhenFull.BLOCK);
    if (storage.journal().isPresent() && nobody) {
      reader.wrong(
          reader.find(Setting.JOURNAL).orElseThrow(),
          "off, or at least one sink that blocks when it is full: others are not served from it");
    }
  }

  /**
   * Bounds and pace.
   *
   * @param maxMessageBytes the largest message that the transport takes
   */
  OutboxSettings settings(long maxMessageBytes) {
    int messages = (int) reader.number(Setting.OUTBOX_MAX_MESSAGES, 1, MESSAGES_MOST);
    long bytes = reader.number(Setting.OUTBOX_MAX_BYTES, 1, BYTES_MOST);
    List<String> overflows = List.of("refuse-newest", "drop-oldest");
    return new OutboxSettings(
        new OutboxLimits(messages, bytes, maxMessageBytes),
        new OutboxLimits(
            (int) orAs(Setting.OUTBOX_LATEST_VALUE_MAX_MESSAGES, MESSAGES_MOST, messages),
            orAs(Setting.OUTBOX_LATEST_VALUE_MAX_BYTES, BYTES_MOST, bytes),
            maxMessageBytes),
        new OutboxLimits(
            (int) orAs(Setting.OUTBOX_BEST_EFFORT_MAX_MESSAGES, MESSAGES_MOST, messages),
            orAs(Setting.OUTBOX_BEST_EFFORT_MAX_BYTES, BYTES_MOST, bytes),
            maxMessageBytes),
        reader
            .choice(
                Setting.OUTBOX_BEST_EFFORT_OVERFLOW,
                overflows,
                name -> Optional.of(name).filter(overflows::contains))
            .filter("drop-oldest"::equals)
            .map(name -> Overflow.DROP_OLDEST)
            .orElse(Overflow.REFUSE_NEWEST),
        reader.durationOrOff(Setting.OUTBOX_MAX_AGE, DurationRange.aboveZero(AGE_MOST)),
        new ReplayPolicy(
            ReplayPolicy.defaults().burst(),
            reader.number(Setting.OUTBOX_REPLAY_RATE, 1, MESSAGES_MOST)),
        reader.duration(
            Setting.OUTBOX_ACKNOWLEDGED_WITHIN, DurationRange.aboveZero(Duration.ofDays(1))));
  }

  /** A number, or that of all classes where this one has none of its own. */
  private long orAs(Setting setting, long most, long all) {
    if (reader.find(setting).isPresent()) {
      return reader.number(setting, 1, most);
    }
    reader.show(setting, Long.toString(all));
    return all;
  }

  // A word without either is a slip of the pen rather than the name of a file.
  private Optional<Path> path(Found found, String text) {
    try {
      if (text.contains("/") || text.contains(".")) {
        return Optional.of(request.folder().resolve(text));
      }
    } catch (InvalidPathException e) {
      // Said below: what the system cannot take for a path is none.
    }
    reader.wrong(found, EXPECTED);
    return Optional.empty();
  }

  /** Where state is kept: for services of systemd, and by the XDG base directory specification. */
  private Optional<Path> usualPlace() {
    Map<String, String> environment = request.environment();
    // Several folders are separated by colons.
    String ofTheService = environment.getOrDefault("STATE_DIRECTORY", "").replaceFirst(":.*", "");
    String ofTheUser = environment.getOrDefault("XDG_STATE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    if (!ofTheService.isBlank()) {
      return Optional.of(Path.of(ofTheService, "outbox.db"));
    }
    // The specification wants relative ones to be ignored.
    if (ofTheUser.startsWith("/")) {
      return Optional.of(Path.of(ofTheUser, "holdfast", "outbox.db"));
    }
    return home.isBlank()
        ? Optional.empty()
        : Optional.of(Path.of(home, ".local", "state", "holdfast", "outbox.db"));
  }
}
