package dev.holdfast.bootstrap.crash;

import dev.holdfast.bootstrap.crash.Sent.Fate;
import dev.holdfast.bootstrap.crash.Sent.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** What became of one run, for people. One thread. */
final class Report {

  private final long seed;
  private final int roundsWanted;
  private final Path folder;
  private final Events events;
  private final List<String> broken = new ArrayList<>();
  private final List<String> output = new ArrayList<>();
  private Optional<Killer> killer = Optional.empty();
  private Optional<Promises> promises = Optional.empty();
  private Optional<CommandPromises> commands = Optional.empty();
  private Optional<InboundPromises> inbound = Optional.empty();
  private int rounds;
  private Duration killing = Duration.ZERO;

  Report(long seed, int roundsWanted, Path folder, Events events) {
    this.seed = seed;
    this.roundsWanted = roundsWanted;
    this.folder = folder;
    this.events = events;
  }

  void killedBy(Killer its) {
    killer = Optional.of(its);
  }

  void roundDone(int round, Duration since) {
    rounds = round;
    killing = since;
  }

  void lastStopCode(int code) {
    if (code != 0) {
      broken.add("a daemon with nothing to do stops with exit code 0: it was " + code);
    }
  }

  void outcome(Promises its, OutboxState state) {
    promises = Optional.of(its);
    broken.addAll(its.check());
    if (!"ok".equals(state.integrity())) {
      broken.add("the file is whole: " + state.integrity());
    }
    if (state.waiting() != 0) {
      broken.add("nothing is left in the file: " + state.waiting() + " messages");
    }
    if (state.undelivered() != 0) {
      broken.add("nothing is left in the journal: " + state.undelivered() + " notifications");
    }
  }

  void commands(CommandPromises its) {
    commands = Optional.of(its);
    broken.addAll(its.check());
  }

  void inbound(InboundPromises its) {
    inbound = Optional.of(its);
    broken.addAll(its.check());
  }

  /** The run came to no end. */
  void failed(Failure failure, List<String> daemonOutput, List<String> gatewayOutput) {
    broken.add(String.valueOf(failure.getMessage()));
    output.add("the daemon said:");
    output.addAll(daemonOutput);
    output.add("the gateway said:");
    output.addAll(gatewayOutput);
  }

  boolean holds() {
    return broken.isEmpty();
  }

  /** What is left of a run in which something did not hold. */
  Path folder() {
    return folder;
  }

  /** What does not hold. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  int rounds() {
    return rounds;
  }

  /** How many messages are so; 0 if the run came to no end. */
  long count(Predicate<Sent> which) {
    return promises.map(its -> its.count(which)).orElse(0L);
  }

  /** How many commands were given and answered so; 0 if the run came to no end. */
  long told(Given.Told what) {
    return commands.map(its -> its.count(given -> given.told() == what)).orElse(0L);
  }

  /** How many notifications were acknowledged; 0 if the run came to no end. */
  long acknowledged() {
    return inbound.map(InboundPromises::acknowledged).orElse(0L);
  }

  String text() {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    lines.add(
        String.format(
            Locale.ROOT,
            "seed %d: %d of %d rounds in %.1f s, %s",
            seed,
            rounds,
            roundsWanted,
            killing.toMillis() / 1e3,
            holds() ? "everything holds" : "BROKEN"));
    killer.ifPresent(
        its -> {
          StringJoiner hits = new StringJoiner(", ", "killed: ", "");
          for (Killer.Hit hit : Killer.Hit.values()) {
            hits.add(words(hit) + " " + its.hits(hit));
          }
          lines.add(hits.toString());
        });
    promises.ifPresent(its -> table(its, lines));
    commands.ifPresent(its -> lines.add(words(its)));
    inbound.ifPresent(
        its ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "notifications: %d acknowledged, %d lines in the sink, of which %d again",
                    its.acknowledged(),
                    its.delivered(),
                    its.duplicates())));
    if (!holds()) {
      broken.forEach(each -> lines.add("BROKEN  " + each));
      lines.add("the latest events:");
      events.latest().forEach(lines::add);
      output.forEach(lines::add);
      lines.add("what is left of it: " + folder);
      lines.add("once more: --seed " + seed + " --rounds " + roundsWanted);
    }
    return lines.toString();
  }

  private static void table(Promises promises, StringJoiner lines) {
    StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-14s", "messages"));
    for (Fate fate : Fate.values()) {
      head.append(String.format(Locale.ROOT, "%12s", words(fate)));
    }
    lines.add(head + String.format(Locale.ROOT, "%12s", "arrived"));
    for (Kind kind : Kind.values()) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-14s", words(kind)));
      Predicate<Sent> its = sent -> sent.kind() == kind;
      for (Fate fate : Fate.values()) {
        long count = promises.count(its.and(sent -> sent.fate() == fate));
        line.append(String.format(Locale.ROOT, "%12d", count));
      }
      lines.add(line + String.format(Locale.ROOT, "%12d", promises.arrived(its)));
    }
    lines.add("arrivals of what had arrived before: " + promises.duplicates());
  }

  private static String words(CommandPromises its) {
    StringJoiner told = new StringJoiner(", ");
    for (Given.Told what : Given.Told.values()) {
      told.add(words(what) + " " + its.count(given -> given.told() == what));
    }
    return String.format(
        Locale.ROOT,
        "commands: %d, done %d times, of which %d again; given and told: %s",
        its.commands(),
        its.deeds(),
        its.again(),
        told);
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
