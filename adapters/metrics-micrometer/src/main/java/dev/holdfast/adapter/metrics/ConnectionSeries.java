package dev.holdfast.adapter.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The series of each connection, made when the page is asked for: a thousand connections leave
 * nothing in memory between two pages. Connections that are gone are gone from the page.
 */
final class ConnectionSeries implements MultiCollector {

  private static final String PREFIX = "holdfast_connection_";
  private static final String CONNECTION = "connection";
  private static final double NANOS = 1e9;

  private final Fleet fleet;
  private final int most;

  /**
   * Of a fleet.
   *
   * @param most how many connections have series
   */
  ConnectionSeries(Fleet fleet, int most) {
    this.fleet = fleet;
    this.most = most;
  }

  /** How many connections have none. */
  int leftOut() {
    return Math.max(0, fleet.members().size() - most);
  }

  @Override
  public MetricSnapshots collect() {
    List<Fleet.Member> all = fleet.members();
    List<Fleet.Member> shown = all.subList(0, Math.min(most, all.size()));
    if (shown.isEmpty()) {
      return new MetricSnapshots();
    }
    List<MetricSnapshot> page = new ArrayList<>();
    page.add(gauge("up", "Whether it is up", shown, of -> of.status().up() ? 1 : 0));
    page.add(state(shown));
    page.add(seconds("state", "Since it came into its state", shown, of -> of(of.inState())));
    page.add(
        gauge(
            "failures",
            "Failed attempts since it was last stable",
            shown,
            of -> of.status().failures()));
    page.add(
        gauge("outbox_messages", "Accepted messages that wait", shown, of -> of.status().queued()));
    page.add(
        gauge(
            "subscriptions",
            "Subscriptions that the gateway has acknowledged",
            shown,
            of -> of.status().subscribed()));
    List<Fleet.Member> pinged =
        shown.stream().filter(of -> of.status().roundTrip().isPresent()).toList();
    if (!pinged.isEmpty()) {
      page.add(
          seconds(
              "round_trip",
              "The latest answered heartbeat",
              pinged,
              of -> of(of.status().roundTrip().orElseThrow())));
    }
    for (Count count : Count.values()) {
      page.add(counter(count, shown));
    }
    return new MetricSnapshots(page);
  }

  private static double of(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  private static GaugeSnapshot gauge(
      String name, String help, List<Fleet.Member> shown, ToDoubleFunction<Fleet.Member> reader) {
    return points(GaugeSnapshot.builder().name(PREFIX + name).help(help), shown, reader);
  }

  private static GaugeSnapshot seconds(
      String name, String help, List<Fleet.Member> shown, ToDoubleFunction<Fleet.Member> reader) {
    return points(
        GaugeSnapshot.builder().name(PREFIX + name + "_seconds").unit(Unit.SECONDS).help(help),
        shown,
        reader);
  }

  private static GaugeSnapshot points(
      GaugeSnapshot.Builder gauge,
      List<Fleet.Member> shown,
      ToDoubleFunction<Fleet.Member> reader) {
    for (Fleet.Member member : shown) {
      gauge.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(Labels.of(CONNECTION, member.status().connection()))
              .value(reader.applyAsDouble(member))
              .build());
    }
    return gauge.build();
  }

  private static GaugeSnapshot state(List<Fleet.Member> shown) {
    GaugeSnapshot.Builder states =
        GaugeSnapshot.builder().name(PREFIX + "state").help("1 for the state that it is in");
    for (Fleet.Member member : shown) {
      states.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(
                  Labels.of(
                      CONNECTION,
                      member.status().connection(),
                      "state",
                      member.status().state().name()))
              .value(1)
              .build());
    }
    return states.build();
  }

  private static CounterSnapshot counter(Count count, List<Fleet.Member> shown) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name(PREFIX + count.id().replace('.', '_')).help(count.help());
    for (Fleet.Member member : shown) {
      counter.dataPoint(
          CounterSnapshot.CounterDataPointSnapshot.builder()
              .labels(Labels.of(CONNECTION, member.status().connection()))
              .value((double) count.of(member.status()))
              .build());
    }
    return counter.build();
  }
}
