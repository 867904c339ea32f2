package dev.holdfast.adapter.protocol.described;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How commands, or subscriptions, are written.
 *
 * @param named those that have words of their own, by their name
 * @param general for all others; empty if there are none
 */
public record Requests(Map<String, Form> named, Optional<Form> general) {

  /** None at all. */
  public static final Requests NONE = new Requests(Map.of(), Optional.empty());

  /** Copies the map. */
  public Requests {
    named = Map.copyOf(named);
  }

  /**
   * One way to write a request.
   *
   * @param send what is written
   * @param answered whether the gateway answers
   * @param idempotent whether it does no harm twice
   * @param answers which messages answer it, before all other rules; empty if those say so
   */
  public record Form(Template send, boolean answered, boolean idempotent, List<Rule> answers) {

    /** Copies the list. */
    public Form {
      answers = List.copyOf(answers);
    }
  }

  /** How one is written; empty if the protocol has no words for it. */
  public Optional<Form> form(String name) {
    return Optional.ofNullable(named.get(name)).or(() -> general);
  }

  /** The names of those with words of their own, in order. */
  public Set<String> names() {
    return new TreeSet<>(named.keySet());
  }
}
