package dev.holdfast.adapter.simulation.world;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a gateway has to tell by itself, each with an id of its own; the latest are kept. */
final class Bulletin {

  private static final int KEPT_MAX = 4;

  private final Deque<String> latest = new ArrayDeque<>();
  private int notes;

  /** Something new, as it is on the wire. */
  String note(String topic, String subject, String text) {
    String id = "n" + ++notes;
    String note = WireWord.NOTE.text(topic, subject, id, Stamp.withId(text, id));
    if (latest.size() == KEPT_MAX) {
      latest.remove();
    }
    latest.add(note);
    return note;
  }

  /** The latest, as they were. */
  List<String> latest() {
    return List.copyOf(latest);
  }
}
