package dev.holdfast.bootstrap.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;

/** A client of the control API of one daemon. Blocks; for the thread of a command. */
public final class ControlClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** A daemon answers in a moment; this is for a machine that has none to spare. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  private final String address;
  private final Optional<String> token;
  private final Duration answerTimeout;
  private final HttpClient http;

  /**
   * A client.
   *
   * @param address host and port of the daemon
   * @param token what it asks for
   */
  public ControlClient(String address, Optional<String> token) {
    this(address, token, ANSWER_TIMEOUT);
  }

  ControlClient(String address, Optional<String> token, Duration answerTimeout) {
    this.address = address;
    this.answerTimeout = answerTimeout;
    this.token = token;
    // Never through a proxy: a loopback address means this machine.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
  }

  /** Host and port of the daemon. */
  public String address() {
    return address;
  }

  /**
   * Asks for something.
   *
   * @param path of the resource
   * @throws NoDaemonException if nobody listens there
   * @throws IOException if the answer does not come
   */
  public Reply get(String path) throws IOException, InterruptedException {
    return send(request(path).timeout(answerTimeout).GET());
  }

  /**
   * Asks for something to be done at once.
   *
   * @param path of the resource
   * @param json the body
   * @throws NoDaemonException if nobody listens there
   * @throws IOException if the answer does not come; what was asked for may have been done
   */
  public Reply post(String path, String json) throws IOException, InterruptedException {
    return send(posting(path, json).timeout(answerTimeout));
  }

  /**
   * Asks for something that takes its time, and waits as long as that is.
   *
   * @param path of the resource
   * @param json the body
   * @param within what was asked for may take; empty if only the daemon knows
   * @throws NoDaemonException if nobody listens there
   * @throws IOException if the answer does not come; what was asked for may have been done
   */
  public Reply postAndWait(String path, String json, Optional<Duration> within)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = posting(path, json);
    within.ifPresent(time -> request.timeout(time.plus(answerTimeout)));
    return send(request);
  }

  private HttpRequest.Builder posting(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + address + path));
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return request;
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), JsonTree.read(response.body()));
    } catch (ConnectException | HttpConnectTimeoutException | UnresolvedAddressException e) {
      throw new NoDaemonException(address, e);
    }
  }
}
