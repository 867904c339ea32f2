package dev.holdfast.bootstrap.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;

/**
 * The types that rules name one by one, below the root package. A name that no class bears any more
 * fails a test: an exception must not outlive its reason.
 */
final class Exceptions {

  /** What ports say about a connection. */
  static final List<String> VALUES_OF_A_CONNECTION =
      List.of(
          "domain.connection.ConnectionState",
          "domain.connection.Next",
          "domain.connection.StopReason",
          "domain.connection.Transition");

  /** The machine, its parts, a builder, the ledger, and the clock that is moved by hand. */
  static final List<String> MUTABLE_IN_THE_DOMAIN =
      List.of(
          "domain.command.CommandLedger",
          "domain.command.CommandLedger$Entry",
          "domain.connection.ConnectionMachine",
          "domain.connection.ConnectionPolicy$Builder",
          "domain.connection.Closing",
          "domain.connection.Deadline",
          "domain.connection.Heartbeat",
          "domain.connection.Recovery",
          "domain.replay.ReplayPace",
          "domain.time.ManualClock");

  /** What the wiring needs of each adapter, and what the simulation offers as a library. */
  static final List<String> ENTRANCES_OF_ADAPTERS =
      List.of(
          "adapter.adminhttp.AdminLimits",
          "adapter.adminhttp.AdminOptions",
          "adapter.adminhttp.AdminServer",
          "adapter.adminhttp.AdminServices",
          "adapter.adminhttp.BuildFacts",
          "adapter.adminhttp.LatestView",
          "adapter.adminhttp.LiveEvents",
          "adapter.adminhttp.LogLine",
          "adapter.adminhttp.LogView",
          "adapter.adminhttp.MetricsPage",
          "adapter.adminhttp.OutboxView",
          "adapter.adminhttp.LogLevels",
          "adapter.adminhttp.ShownMessage",
          "adapter.adminhttp.ShownSetting",
          "adapter.metrics.Metrics",
          "adapter.metrics.MetricsOptions",
          "adapter.metrics.MetricsSources",
          "adapter.metrics.OtlpOptions",
          "adapter.metrics.SinkFigures",
          "adapter.alert.AlertOptions",
          "adapter.alert.Alerts",
          "adapter.credentials.ClientCredentialsOptions",
          "adapter.credentials.CommandOptions",
          "adapter.credentials.IssuedTokens",
          "adapter.credentials.Secrets",
          "adapter.outbox.KeptMessage",
          "adapter.outbox.OutboxCounts",
          "adapter.outbox.NativeFolder",
          "adapter.outbox.OutboxException",
          "adapter.outbox.OutboxFile",
          "adapter.outbox.OutboxInspection",
          "adapter.outbox.OutboxOptions",
          "adapter.outbox.OutboxTally",
          "adapter.protocol.Protocols",
          "adapter.protocol.described.Authorization",
          "adapter.protocol.described.Calls",
          "adapter.protocol.described.Condition",
          "adapter.protocol.described.DescribedProtocol",
          "adapter.protocol.described.Description",
          "adapter.protocol.described.Framing",
          "adapter.protocol.described.Handshake",
          "adapter.protocol.described.HeartbeatWish",
          "adapter.protocol.described.JsonKind",
          "adapter.protocol.described.KeyForm",
          "adapter.protocol.described.Login",
          "adapter.protocol.described.MessageShape",
          "adapter.protocol.described.Pick",
          "adapter.protocol.described.Reading",
          "adapter.protocol.described.Requests",
          "adapter.protocol.described.Rule",
          "adapter.protocol.described.Sensors",
          "adapter.protocol.described.Source",
          "adapter.protocol.described.Template",
          "adapter.protocol.described.Witness",
          "adapter.protocol.description.DescriptionException",
          "adapter.protocol.description.DescriptionProblem",
          "adapter.protocol.description.DescriptionReader",
          "adapter.schedule.CronRecurrence",
          "adapter.simulation.model.Exploration",
          "adapter.simulation.fleet.FleetPolicy",
          "adapter.simulation.fleet.Storm",
          "adapter.simulation.fleet.StormResult",
          "adapter.simulation.fleet.StormWatch",
          "adapter.simulation.network.Frame",
          "adapter.simulation.network.GatewayEnd",
          "adapter.simulation.network.GatewayMind",
          "adapter.simulation.network.NetworkWeather",
          "adapter.simulation.network.SimulatedTransport",
          "adapter.simulation.replay.Recording",
          "adapter.simulation.replay.RecordingException",
          "adapter.simulation.replay.Replay",
          "adapter.simulation.preset.Presets",
          "adapter.simulation.report.Requirement",
          "adapter.simulation.report.RequirementException",
          "adapter.simulation.report.StormReport",
          "adapter.simulation.scenario.Fault",
          "adapter.simulation.scenario.LinkEnd",
          "adapter.simulation.scenario.Scenario",
          "adapter.simulation.scenario.ScenarioException",
          "adapter.simulation.scenario.Scenarios",
          "adapter.simulation.time.InputLoop",
          "adapter.simulation.time.LoopWeather",
          "adapter.simulation.time.VirtualLoop",
          "adapter.simulation.time.VirtualTime",
          "adapter.simulation.world.Promise",
          "adapter.simulation.world.WorldRun",
          "adapter.sink.file.FileLockedException",
          "adapter.sink.file.FileOptions",
          "adapter.sink.file.FileTarget",
          "adapter.sink.file.Period",
          "adapter.sink.http.BodyFormat",
          "adapter.sink.http.WebhookOptions",
          "adapter.sink.http.WebhookTarget",
          "adapter.sink.journal.JournalOptions",
          "adapter.sink.journal.JournaledSink",
          "adapter.sink.json.JsonRecord",
          "adapter.sink.latest.LatestMessage",
          "adapter.sink.latest.LatestMessages",
          "adapter.sink.line.LineTarget",
          "adapter.sink.mqtt.MqttOptions",
          "adapter.sink.mqtt.MqttTarget",
          "adapter.sink.mqtt.PayloadForm",
          "adapter.sink.queue.Batch",
          "adapter.sink.queue.FanOutSink",
          "adapter.sink.queue.Loss",
          "adapter.sink.queue.Outcome",
          "adapter.sink.queue.QueueOptions",
          "adapter.sink.queue.QueuedSink",
          "adapter.sink.queue.Received",
          "adapter.sink.queue.Secret",
          "adapter.sink.queue.Target",
          "adapter.sink.queue.WhenFull",
          "adapter.sink.tls.Authorities",
          "adapter.systemd.NotifySocket",
          "adapter.transport.Excerpt",
          "adapter.transport.NettyEventLoops",
          "adapter.transport.Limits",
          "adapter.transport.NoProxy",
          "adapter.transport.Proxy",
          "adapter.transport.ProxyOptions",
          "adapter.transport.TlsOptions",
          "adapter.transport.TransportOptions",
          "adapter.transport.TyrusTransport");

  /** The log is the process's, and so is the mask that hides secrets in it. */
  static final List<String> STATE_OF_THE_PROCESS = List.of("bootstrap.logging.LoggingSetup");

  private Exceptions() {}

  /** The named types below a root, with the types inside them. */
  static DescribedPredicate<JavaClass> anyOf(String root, List<String> names) {
    return DescribedPredicate.describe(
        "one of " + names,
        type ->
            names.stream()
                .map(name -> root + "." + name)
                .anyMatch(
                    name -> type.getName().equals(name) || type.getName().startsWith(name + "$")));
  }

  static Stream<String> all() {
    return Stream.of(
            VALUES_OF_A_CONNECTION,
            MUTABLE_IN_THE_DOMAIN,
            ENTRANCES_OF_ADAPTERS,
            STATE_OF_THE_PROCESS)
        .flatMap(List::stream);
  }
}
