package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.CauseKind;
import dev.holdfast.domain.verdict.Verdict;
import dev.holdfast.domain.verdict.VerdictTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints {@code domain/docs/state-machine.md} from the tables that the machine obeys. */
final class StateMachinePage {

  /** The one command that prints the page anew. */
  static final String REWRITE =
      "mvn -pl domain -am test -Dtest=StateMachinePageTest -Dholdfast.rewrite=true";

  private static final ConnectionPolicy DEFAULTS = ConnectionPolicy.defaults();

  private StateMachinePage() {}

  static String print() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # The state machine

        Printed from the code; a test compares. Do not edit, run `%s`.

        """
            .formatted(REWRITE));
    states(page);
    deadlines(page);
    reactions(page);
    verdicts(page);
    return page.toString();
  }

  private static void states(StringBuilder page) {
    page.append("## States\n\n```mermaid\nstateDiagram-v2\n    [*] --> DISCONNECTED\n");
    for (ConnectionState from : ConnectionState.values()) {
      for (ConnectionState to : successors(from)) {
        page.append("    %s --> %s: %s\n".formatted(from, to, label(from, to)));
      }
    }
    page.append("```\n\n");
    row(page, "state", "means", "a socket exists", "may become");
    rule(page, 4);
    for (ConnectionState state : ConnectionState.values()) {
      row(
          page,
          state.name(),
          meaning(state),
          state.hasLink() ? "yes" : "no",
          successors(state).stream().map(Enum::name).collect(Collectors.joining(", ")));
    }
    page.append("\nUp means CONNECTED without a login, AUTHENTICATED with one.\n\n");
  }

  private static void deadlines(StringBuilder page) {
    page.append("## Deadlines\n\nAll on the monotonic clock; the outside sees the earliest.\n\n");
    row(page, "deadline", "default", "when it passes");
    rule(page, 3);
    for (DeadlineKind kind : DeadlineKind.values()) {
      row(page, words(kind), span(kind), consequence(kind));
    }
    page.append(
        """

        A timer that fires more than %s late means that this process slept. A connect or login
        timeout is then put off once, by %s. On a link that is up, buffered input is read for as
        long, then a probe is sent; this is forgiven once until the gateway shows life again.

        """
            .formatted(
                text(DEFAULTS.heartbeat().lateAfter()), text(DEFAULTS.heartbeat().drainFor())));
  }

  private static void reactions(StringBuilder page) {
    page.append(
        """
        ## What happens in which state

        An event about an attempt that is over is ignored and counted in every state.

        """);
    row(
        page,
        Stream.concat(
            Stream.of("event"), Stream.of(ConnectionState.values()).map(ConnectionState::name)));
    rule(page, ConnectionState.values().length + 1);
    for (EventKind kind : EventKind.values()) {
      row(
          page,
          Stream.concat(
              Stream.of(words(kind)),
              Stream.of(ConnectionState.values())
                  .map(state -> ReactionTable.reaction(state, kind).words())));
    }
    page.append("\nWhere that may lead:\n\n");
    row(page, "reaction", "moves to");
    rule(page, 2);
    for (Reaction reaction : Reaction.values()) {
      Set<ConnectionState> targets = reaction.targets();
      row(
          page,
          reaction.words(),
          targets.isEmpty()
              ? "stays"
              : targets.stream().map(Enum::name).collect(Collectors.joining(", ")));
    }
    page.append('\n');
  }

  private static void verdicts(StringBuilder page) {
    page.append(
        """
        ## Verdicts

        What follows from the end of an attempt or a connection: the narrowest row that fits. A
        session protocol or the configuration may replace any row but `%s` and `%s`.

        """
            .formatted(CauseKind.SHUTDOWN.id(), CauseKind.DISCONNECT_REQUESTED.id()));
    row(page, "cause", "brought about by", "verdict", "why");
    rule(page, 4);
    for (VerdictTable.Row row : VerdictTable.defaults().rows()) {
      row(
          page,
          "`" + row.key().text() + "`",
          row.key().kind().initiator().name().toLowerCase(Locale.ROOT),
          words(row.verdict()),
          row.why());
    }
  }

  private static List<ConnectionState> successors(ConnectionState from) {
    List<ConnectionState> successors = new ArrayList<>();
    for (ConnectionState to : ConnectionState.values()) {
      if (from.mayBecome(to)) {
        successors.add(to);
      }
    }
    return successors;
  }

  /** The events whose reaction takes this arrow first. */
  private static String label(ConnectionState from, ConnectionState to) {
    StringJoiner label = new StringJoiner(" / ");
    for (EventKind kind : EventKind.values()) {
      if (ReactionTable.reaction(from, kind).targets().contains(to)) {
        label.add(words(kind));
      }
    }
    return from == ConnectionState.CLOSED ? "verdict says reconnect / " + label : label.toString();
  }

  private static String meaning(ConnectionState state) {
    return switch (state) {
      case DISCONNECTED -> "nobody has asked for a connection yet, or the next attempt has a date";
      case CONNECTING -> "an attempt is under way: name, TCP, proxy, TLS, upgrade";
      case CONNECTED -> "the WebSocket is open; with a login, that is under way";
      case AUTHENTICATED -> "the login was accepted";
      case CLOSING -> "we sent a close frame and wait for the gateway's";
      case CLOSED -> "the socket is gone; left at once unless the verdict was to stop";
    };
  }

  private static String span(DeadlineKind kind) {
    return switch (kind) {
      case BACKOFF ->
          text(Duration.ofNanos(DEFAULTS.backoff().baseNanos()))
              + " to "
              + text(Duration.ofNanos(DEFAULTS.backoff().capNanos()));
      case CONNECT_TIMEOUT -> text(DEFAULTS.connectTimeout());
      case LOGIN_TIMEOUT -> text(DEFAULTS.loginTimeout());
      case HEARTBEAT_DUE -> text(DEFAULTS.heartbeat().interval()) + " after the last frame";
      case INPUT_DRAINED -> text(DEFAULTS.heartbeat().drainFor()) + " after a late timer";
      case HEARTBEAT_TIMEOUT ->
          text(DEFAULTS.heartbeat().timeout()) + " after the heartbeat was written";
      case STABLE_AFTER -> text(DEFAULTS.stableAfter()) + " after up";
      case MAXIMUM_LIFETIME -> DEFAULTS.maxLifetime().map(StateMachinePage::text).orElse("off");
      case CLOSE_TIMEOUT -> text(DEFAULTS.closeTimeout());
    };
  }

  private static String consequence(DeadlineKind kind) {
    return switch (kind) {
      case BACKOFF -> "the next attempt starts";
      case CONNECT_TIMEOUT, LOGIN_TIMEOUT, HEARTBEAT_TIMEOUT -> "abort, the verdict decides";
      case HEARTBEAT_DUE, INPUT_DRAINED -> "a heartbeat is sent";
      case STABLE_AFTER -> "the backoff starts over";
      case MAXIMUM_LIFETIME -> "close with 1000, then reconnect at once, jittered";
      case CLOSE_TIMEOUT -> "abort, finish";
    };
  }

  private static String words(Verdict verdict) {
    String words = verdict.kind().words();
    return verdict.kind() == Verdict.Kind.SPREAD
        ? words
            + " over "
            + (verdict.from().isZero() ? "the base" : text(verdict.from()))
            + " to "
            + text(verdict.to())
        : words;
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1_000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private static void row(StringBuilder page, String... cells) {
    row(page, Stream.of(cells));
  }

  private static void row(StringBuilder page, Stream<String> cells) {
    page.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static void rule(StringBuilder page, int columns) {
    page.append("|---".repeat(columns)).append("|\n");
  }
}
