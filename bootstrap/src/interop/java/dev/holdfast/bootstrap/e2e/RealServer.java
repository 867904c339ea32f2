package dev.holdfast.bootstrap.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A server that was not written here, on a port of the loopback interface that stays the same when
 * it is killed and started again.
 */
final class RealServer {

  private final List<String> command;
  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private final int port;
  private Optional<DaemonProcess> process = Optional.empty();
  private Optional<ProcessHandle> handle = Optional.empty();

  /**
   * One that is not started yet, with an environment of nothing but PATH and a HOME.
   *
   * @param port where it will listen
   * @param folder where it runs
   */
  RealServer(int port, Path folder, List<String> command) {
    this.port = port;
    this.folder = folder;
    this.command = List.copyOf(command);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", folder.toString());
  }

  /** A port of the loopback interface that nobody uses. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Sets a variable for the next start. */
  RealServer with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  int port() {
    return port;
  }

  /** Starts it, for the first time or again, and waits until it listens. */
  void start() throws IOException {
    if (process.isPresent() && process.get().isAlive()) {
      throw new IllegalStateException("it still runs\n" + describe());
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process child = builder.start();
    DaemonProcess started = new DaemonProcess(child);
    process = Optional.of(started);
    handle = Optional.of(child.toHandle());
    await()
        .atMost(DaemonProcess.START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> listens(started));
  }

  /** The handle on what was started last. */
  DaemonProcess process() {
    return process.orElseThrow(() -> new IllegalStateException("it was never started"));
  }

  /** Ends it like {@code kill -9}, with the processes that it has started. */
  void kill() {
    List<ProcessHandle> workers = handle.stream().flatMap(ProcessHandle::descendants).toList();
    process.ifPresent(DaemonProcess::destroy);
    workers.forEach(ProcessHandle::destroyForcibly);
  }

  /** What it printed since it was started last. */
  String describe() {
    return command + ": " + process.map(DaemonProcess::describe).orElse("never started");
  }

  private boolean listens(DaemonProcess started) {
    if (!started.isAlive()) {
      throw new AssertionError("it ended at once\n" + describe());
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
