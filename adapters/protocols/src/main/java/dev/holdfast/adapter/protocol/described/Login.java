package dev.holdfast.adapter.protocol.described;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a link is logged in.
 *
 * @param steps what happens in which order; at least one
 * @param accepted what tells that the gateway accepted; empty if the end of the steps does
 * @param refusals what tells that it did not
 * @param deferrals what tells that it wants to be asked later
 * @param optional whether there is no login at all without the credentials that it needs
 */
public record Login(
    List<Step> steps,
    Optional<Acceptance> accepted,
    List<Refusal> refusals,
    List<Deferral> deferrals,
    boolean optional) {

  /** Copies the lists. */
  public Login {
    steps = List.copyOf(steps);
    refusals = List.copyOf(refusals);
    deferrals = List.copyOf(deferrals);
  }

  /**
   * Waits for a message, then sends one.
   *
   * @param expected what to wait for; empty for nothing
   * @param captures the places of values to keep, by their name
   * @param send what to send; empty for nothing
   */
  public record Step(
      Optional<Condition> expected, Map<String, Integer> captures, Optional<Template> send) {

    /** Copies the map. */
    public Step {
      captures = Map.copyOf(captures);
    }
  }

  /**
   * The gateway accepted.
   *
   * @param when what tells so
   * @param captures the places of values to keep, by their name
   */
  public record Acceptance(Condition when, Map<String, Integer> captures) {

    /** Copies the map. */
    public Acceptance {
      captures = Map.copyOf(captures);
    }
  }

  /**
   * The gateway did not accept.
   *
   * @param when what tells so
   * @param reason why, in its words
   */
  public record Refusal(Condition when, Pick reason) {}

  /**
   * The gateway will accept later.
   *
   * @param when what tells so
   * @param seconds the place that says how much later
   * @param reason why, in its words
   */
  public record Deferral(Condition when, int seconds, Pick reason) {}

  /** Whether credentials of a kind are needed. */
  boolean needs(Source.Origin origin) {
    return steps.stream().anyMatch(step -> step.send().filter(t -> t.uses(origin)).isPresent());
  }
}
