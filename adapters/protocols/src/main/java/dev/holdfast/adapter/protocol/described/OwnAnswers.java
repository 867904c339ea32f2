package dev.holdfast.adapter.protocol.described;

import dev.holdfast.adapter.protocol.described.Requests.Form;
import dev.holdfast.adapter.protocol.described.Rule.Meaning;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The requests on their way whose name has rules of its own for what answers it. They come before
 * the rules for all messages. One thread.
 */
final class OwnAnswers {

  /** As many as may be in flight; what was never answered makes room for what is newer. */
  private static final int MOST = 1_024;

  /** The key of the only one in flight where answers come in order. */
  private static final String IN_TURN = "";

  private final boolean byKey;
  private final Map<String, Form> waiting = new LinkedHashMap<>();

  OwnAnswers(boolean byKey) {
    this.byKey = byKey;
  }

  /** A request was written. */
  void sent(String key, Form form) {
    if (!byKey) {
      // One at a time: whoever asks now waits for nothing older.
      waiting.clear();
    }
    if (form.answers().isEmpty()) {
      return;
    }
    if (waiting.size() == MOST) {
      waiting.remove(waiting.keySet().iterator().next());
    }
    waiting.put(byKey ? key : IN_TURN, form);
  }

  /** The rule of a request on its way that fits a message; it waits no longer if that ends it. */
  Optional<Rule> fitting(Fields fields) {
    Iterator<Map.Entry<String, Form>> requests = waiting.entrySet().iterator();
    while (requests.hasNext()) {
      Map.Entry<String, Form> request = requests.next();
      Optional<Rule> fits =
          request.getValue().answers().stream()
              .filter(rule -> isIts(request.getKey(), rule, fields))
              .findFirst();
      if (fits.isPresent()) {
        if (fits.get().meaning() != Meaning.PROGRESS) {
          requests.remove();
        }
        return fits;
      }
    }
    return Optional.empty();
  }

  private boolean isIts(String key, Rule rule, Fields fields) {
    return (!byKey || rule.parts().key().from(fields).equals(key))
        && Conditions.hold(rule.when(), fields);
  }
}
