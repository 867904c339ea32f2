package dev.holdfast.bootstrap.bench;

import dev.holdfast.bootstrap.bench.Processes.Gateway;
import dev.holdfast.bootstrap.bench.client.ClientKind;
import dev.holdfast.bootstrap.bench.client.ClientRun;
import dev.holdfast.bootstrap.bench.client.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Ours against its peers. Every measurement is a process of its own, against one same gateway
 * process; in every round each client has its turn, each round begins with another one, and the
 * table shows medians over the rounds: whatever else the machine does meets all of them.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Receive, send and echo of 128-byte texts over one connection, against the peers.")
final class Comparison implements Runnable {

  @Option(names = "--rounds", defaultValue = "5", description = "default ${DEFAULT-VALUE}")
  int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "6",
      description = "seconds, default ${DEFAULT-VALUE}")
  int warmUpSeconds;

  @Option(
      names = "--measure",
      defaultValue = "4",
      description = "seconds, default ${DEFAULT-VALUE}")
  int seconds;

  @Option(
      names = "--clients",
      split = ",",
      description = "only these, by names such as holdfast, okhttp, java-websocket")
  List<String> only = List.of();

  @Option(names = "--workloads", split = ",", description = "only these: receive, send, echo")
  List<Workload> workloads = List.of(Workload.values());

  @Option(
      names = "--pinned",
      description = "the gateway on core 0, each client on core 1, so that placement is no luck")
  boolean pinned;

  @Option(
      names = "--awake",
      description = "keep the cores from sleeping: an echo is then the client's own time")
  boolean awake;

  private final Processes processes = Processes.ofThisBuild();

  /** Runs it from a command line. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Comparison()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public void run() {
    try {
      if (!awake) {
        compare();
        return;
      }
      try (AwakeCores cores = AwakeCores.start(processes)) {
        compare();
        cores.requireAwake();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the comparison cannot go on", e);
    }
  }

  private void compare() throws IOException {
    try (Gateway gateway = pinned ? processes.gatewayOnCore(0) : processes.gateway(0)) {
      List<ClientKind> clients = clients();
      Map<Workload, Map<ClientKind, List<Measurement>>> all = new EnumMap<>(Workload.class);
      for (int round = 0; round < rounds; round++) {
        for (Workload workload : workloads) {
          Map<ClientKind, List<Measurement>> measured =
              all.computeIfAbsent(workload, key -> new EnumMap<>(ClientKind.class));
          for (int i = 0; i < clients.size(); i++) {
            ClientKind client = clients.get((i + round) % clients.size());
            measure(client, workload, gateway.port())
                .ifPresent(
                    result ->
                        measured.computeIfAbsent(client, key -> new ArrayList<>()).add(result));
          }
        }
        System.err.printf("round %d of %d done%n", round + 1, rounds);
      }
      all.forEach((workload, measured) -> System.out.println(table(workload, measured)));
    }
  }

  private List<ClientKind> clients() {
    if (!only.isEmpty()) {
      return only.stream().map(ClientKind::byOption).toList();
    }
    List<ClientKind> all = new ArrayList<>(List.of(ClientKind.values()));
    if (!Files.isDirectory(nodeModules())) {
      System.err.println("without Node ws: it is not installed");
      all.remove(ClientKind.NODE);
    }
    return all;
  }

  private Path nodeModules() {
    return processes.home().resolve("node").resolve("node_modules");
  }

  private Optional<Measurement> measure(ClientKind client, Workload workload, int port)
      throws IOException {
    String name = workload.name().toLowerCase(Locale.ROOT);
    String[] times = {String.valueOf(port), String.valueOf(warmUpSeconds), String.valueOf(seconds)};
    List<String> command;
    if (client == ClientKind.NODE) {
      String script = nodeModules().resolveSibling("client.js").toString();
      command = List.of("node", script, name, times[0], times[1], times[2]);
    } else {
      String classPath =
          client == ClientKind.TYRUS ? processes.stockTyrusClassPath() : processes.ownClassPath();
      command =
          processes.java(
              classPath,
              ClientRun.class.getName(),
              client.option(),
              name,
              times[0],
              times[1],
              times[2]);
    }
    return processes
        .result(pinned ? Processes.onCore(1, command) : command, warmUpSeconds + seconds + 60L)
        .map(
            line -> {
              System.err.printf("  %s %s: %s%n", name, client.option(), line);
              return Measurement.parse(line);
            });
  }

  private String table(Workload workload, Map<ClientKind, List<Measurement>> measured) {
    return ComparisonTable.of(workload, measured);
  }
}
