package dev.holdfast.adapter.protocol.described;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How a link is logged in.
 *
 * @param steps what happens in which order; at least one
 * @param accepted what tells that the gateway accepted; empty if the end of the steps does
 * @param resumed what tells that the session of the link before goes on; empty if it never does
 * @param notResumed what tells that it does not, so that the login follows; empty if that is told
 *     by the acceptance of a new one, or not at all
 * @param refusals what tells that it did not
 * @param deferrals what tells that it wants to be asked later
 * @param heartbeat where it says how often it wants heartbeats; empty if it does not
 * @param renewal how the login is renewed on an open link; empty if it cannot be
 * @param optional whether there is no login at all without the credentials that it needs
 */
public record Login(
    List<Step> steps,
    Optional<Acceptance> accepted,
    Optional<Acceptance> resumed,
    Optional<Condition> notResumed,
    List<Refusal> refusals,
    List<Deferral> deferrals,
    Optional<HeartbeatWish> heartbeat,
    Optional<Renewal> renewal,
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
   * @param subprotocol the only selected subprotocol with which it is taken; empty for any
   * @param expected what to wait for; empty for nothing
   * @param captures the places of values to keep, by their name
   * @param send what to send; empty for nothing
   * @param resume what to send instead if there is a session to go on with; empty for the same
   */
  public record Step(
      Optional<String> subprotocol,
      Optional<Condition> expected,
      Map<String, Integer> captures,
      Optional<Template> send,
      Optional<Template> resume) {

    /** Copies the map. */
    public Step {
      captures = Map.copyOf(captures);
    }

    /** Whether it is taken with a subprotocol. */
    public boolean isFor(String selected) {
      return subprotocol.isEmpty() || subprotocol.get().equals(selected);
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
   * @param code its code; nothing if it has none
   */
  public record Refusal(Condition when, Pick reason, Pick code) {}

  /**
   * The gateway will accept later.
   *
   * @param when what tells so
   * @param seconds the place that says how much later
   * @param reason why, in its words
   */
  public record Deferral(Condition when, int seconds, Pick reason) {}

  /**
   * How a login is renewed.
   *
   * @param send what is sent, with newer credentials
   * @param accepted what tells that it is renewed; empty if nothing does
   * @param refusals what tells that it is not, so that the link ends
   */
  public record Renewal(Template send, Optional<Condition> accepted, List<Refusal> refusals) {

    /** Copies the list. */
    public Renewal {
      refusals = List.copyOf(refusals);
    }
  }

  /** Whether credentials of a kind are needed. */
  public boolean needs(Source.Origin origin) {
    return steps.stream()
        .flatMap(step -> Stream.concat(step.send().stream(), step.resume().stream()))
        .anyMatch(template -> template.uses(origin));
  }

  /** The names of the captured values without which there is no session to go on with. */
  Set<String> carried() {
    Set<String> names = new TreeSet<>();
    steps.forEach(step -> step.resume().ifPresent(resume -> names.addAll(resume.captured())));
    return names;
  }
}
