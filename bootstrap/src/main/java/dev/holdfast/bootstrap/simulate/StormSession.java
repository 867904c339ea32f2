package dev.holdfast.bootstrap.simulate;

import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import dev.holdfast.adapter.simulation.fleet.Storm;
import dev.holdfast.adapter.simulation.fleet.StormResult;
import dev.holdfast.adapter.simulation.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** One scenario for several policies, one after the other. */
public final class StormSession {

  private final Scenario scenario;
  private final List<FleetPolicy> policies;
  private final Progress progress;
  private volatile boolean stopping;

  /**
   * A session that has not begun.
   *
   * @param scenario what happens
   * @param policies how the devices behave, one policy for each result
   * @param progress is told how far it is
   */
  public StormSession(Scenario scenario, List<FleetPolicy> policies, Progress progress) {
    this.scenario = scenario;
    this.policies = List.copyOf(policies);
    this.progress = progress;
  }

  /**
   * Simulates, on the calling thread.
   *
   * @return a result for each policy; if it was stopped, those that there are, the last of them
   *     perhaps not complete
   */
  public List<StormResult> run() {
    List<StormResult> results = new ArrayList<>();
    LikelyLength length = new LikelyLength(scenario.recovery());
    for (FleetPolicy policy : policies) {
      if (stopping) {
        break;
      }
      int done = results.size();
      StormResult result =
          Storm.run(
              scenario,
              policy,
              (simulated, of) -> {
                progress.at((done + length.share(simulated, of)) / policies.size(), policy.title());
                return !stopping;
              });
      results.add(result);
      length.was(result.simulated());
    }
    progress.end();
    return results;
  }

  /** Ends it early: {@link #run} returns what there is. Any thread. */
  public void stop() {
    stopping = true;
  }

  /** Whether somebody ended it early. */
  public boolean stopped() {
    return stopping;
  }
}
