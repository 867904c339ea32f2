package dev.holdfast.adapter.simulation.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of one connection in the life of one process: accepted, handed to the operating
 * system, arrived at the gateway.
 */
final class Ledger {

  /** What every message of the user begins with, so that it is told from others on the wire. */
  static final char MARK = 'm';

  private final List<String> accepted = new ArrayList<>();
  private int confirmed;

  /** By link: the place of the message that is due next. */
  private final Map<Integer, Integer> due = new HashMap<>();

  Ledger(List<String> found) {
    accepted.addAll(found);
  }

  static boolean isMessage(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK;
  }

  void accepted(String text) {
    accepted.add(text);
  }

  int acceptedCount() {
    return accepted.size();
  }

  int confirmedCount() {
    return confirmed;
  }

  /** What is still to be sent, in order. */
  List<String> unsent() {
    return List.copyOf(accepted.subList(confirmed, accepted.size()));
  }

  /** The link said that this one has left; answers what is wrong with it. */
  Optional<String> confirmed(String text) {
    if (confirmed == accepted.size() || !accepted.get(confirmed).equals(text)) {
      return Optional.of(
          text
              + " was sent where "
              + (confirmed == accepted.size() ? "nothing" : accepted.get(confirmed))
              + " was due");
    }
    confirmed++;
    return Optional.empty();
  }

  /** The gateway got this one, on the link of this number; answers what is wrong with it. */
  Optional<String> arrived(int link, String text) {
    int index = accepted.indexOf(text);
    if (index < 0) {
      return Optional.of(text + " arrived and was never accepted");
    }
    Integer expected = due.put(link, index + 1);
    // The first on a link may be one that was on its way when the link before ended.
    boolean fits = expected == null ? index <= confirmed : index == expected;
    return fits
        ? Optional.empty()
        : Optional.of(text + " arrived on link " + link + " behind a gap or out of order");
  }
}
