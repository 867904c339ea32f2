package dev.holdfast.bootstrap.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The control API of a daemon under test. */
final class Admin {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String STARTED = "Control API on http://";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  private Admin(String address) {
    this.address = address;
  }

  /** Waits until the daemon, which got port 0, says where it listens. */
  static Admin of(DaemonProcess daemon) throws InterruptedException {
    String line = daemon.awaitLog(STARTED);
    int start = line.indexOf(STARTED) + STARTED.length();
    return new Admin(line.substring(start, line.indexOf('/', start)));
  }

  /** A port that is taken until the socket is closed. */
  static ServerSocket takenPort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /** Host and port. */
  String address() {
    return address;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(uri(path)).GET());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return ask(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
    return ask(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
  }

  URI uri(String path) {
    return URI.create("http://" + address + path);
  }
}
