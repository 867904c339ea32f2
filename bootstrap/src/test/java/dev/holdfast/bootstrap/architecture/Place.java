package dev.holdfast.bootstrap.architecture;

import java.util.Arrays;

/**
 * A package, or a package with all below it, that rules speak of. Below any root: the project's own
 * or that of the canaries.
 */
enum Place {
  DOMAIN("domain.."),
  BACKOFF("domain.backoff"),
  CAUSE("domain.cause"),
  COMMAND("domain.command"),
  CONNECTION("domain.connection"),
  HEARTBEAT("domain.heartbeat"),
  REPLAY_PACE("domain.replay"),
  TIME("domain.time"),
  VERDICT("domain.verdict"),

  APPLICATION("application.."),
  PORTS("application.port.."),
  PORT_IN("application.port.in"),
  PORT_OUT("application.port.out"),
  ALERT("application.alert"),
  AUDIT("application.audit"),
  MESSAGE("application.message"),
  NOTIFY("application.notify"),
  OUTBOX("application.outbox"),
  SERVICE("application.service"),

  ADAPTERS("adapter.."),
  ADMIN_HTTP("adapter.adminhttp"),
  CREDENTIALS("adapter.credentials"),
  ALERTS("adapter.alert"),
  METRICS("adapter.metrics"),
  DURABLE_OUTBOX("adapter.outbox"),
  PROTOCOLS("adapter.protocol.."),
  PROTOCOL("adapter.protocol"),
  DESCRIBED_PROTOCOL("adapter.protocol.described"),
  PROTOCOL_DESCRIPTION("adapter.protocol.description"),
  SCHEDULE("adapter.schedule"),
  SINK("adapter.sink.."),
  SINK_FILE("adapter.sink.file"),
  SINK_HTTP("adapter.sink.http"),
  SINK_JOURNAL("adapter.sink.journal"),
  SINK_JSON("adapter.sink.json"),
  SINK_LATEST("adapter.sink.latest"),
  SINK_LINE("adapter.sink.line"),
  SINK_MQTT("adapter.sink.mqtt"),
  SINK_QUEUE("adapter.sink.queue"),
  SINK_TLS("adapter.sink.tls"),
  SYSTEMD("adapter.systemd"),
  TRANSPORT("adapter.transport"),
  SIMULATION("adapter.simulation.."),
  MODEL("adapter.simulation.model"),
  FLEET("adapter.simulation.fleet"),
  SCENARIO("adapter.simulation.scenario"),
  SIMULATED_NETWORK("adapter.simulation.network"),
  SIMULATED_TIME("adapter.simulation.time"),
  SIMULATED_WORLD("adapter.simulation.world"),
  REPLAY("adapter.simulation.replay"),
  REPORT("adapter.simulation.report"),
  PRESET("adapter.simulation.preset"),

  BOOTSTRAP("bootstrap.."),
  MAIN("bootstrap"),
  CLI("bootstrap.cli"),
  CONFIG("bootstrap.config"),
  CONTROL("bootstrap.control"),
  DEMO("bootstrap.demo"),
  GATEWAY("bootstrap.gateway"),
  LIFECYCLE("bootstrap.lifecycle"),
  LOGGING("bootstrap.logging"),
  MANUAL("bootstrap.manual"),
  OUTBOX_LINES("bootstrap.outbox"),
  SIMULATE("bootstrap.simulate"),
  TOP("bootstrap.top"),
  STDIN("bootstrap.stdin"),
  SUPERVISION("bootstrap.supervision"),
  TRIAL("bootstrap.trial"),
  WIRING("bootstrap.wiring");

  /** The root of the project. */
  static final String REAL = "dev.holdfast";

  /** The root of the little tree in which everything is wrong. */
  static final String CANARIES = "dev.holdfastcanary";

  private static final String AND_BELOW = "..";

  private final String path;

  Place(String path) {
    this.path = path;
  }

  /** The package identifier of this place, as ArchUnit writes it. */
  String in(String root) {
    return root + "." + path;
  }

  /** Whether this is one package, not a tree of them. */
  boolean isRoom() {
    return !path.endsWith(AND_BELOW);
  }

  /** The package identifiers of several places. */
  static String[] in(String root, Place... places) {
    return Arrays.stream(places).map(place -> place.in(root)).toArray(String[]::new);
  }

  /** The package identifiers of every single package. */
  static String[] rooms(String root) {
    return in(root, Arrays.stream(values()).filter(Place::isRoom).toArray(Place[]::new));
  }

  /** The package identifier of everything that is ours. */
  static String everything(String root) {
    return root + AND_BELOW;
  }
}
