package dev.holdfast.adapter.adminhttp;

import io.netty.handler.codec.http.HttpMethod;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One thing that can be asked for.
 *
 * @param method how
 * @param path where; {@code {id}} stands for the id of a connection
 * @param maxBodyBytes the largest body
 * @param endpoint who answers; for {@link Kind#EVENTS} nobody, because that answer does not end
 * @param kind what is special about it
 */
record Route(HttpMethod method, String path, int maxBodyBytes, Endpoint endpoint, Kind kind) {

  /** Which requests are treated in their own way. */
  enum Kind {
    /** As most are. */
    ORDINARY,
    /** Needs no token: for probes. */
    OPEN,
    /** The live events. */
    EVENTS
  }

  /** Answers a request. */
  @FunctionalInterface
  interface Endpoint {

    /**
     * Answers. Never blocks; called on the thread of the control API.
     *
     * @param id the id in the path; empty if it has none
     * @param body the body of the request
     * @throws BadRequestException if the body cannot be understood
     */
    CompletionStage<Answer> answer(String id, byte[] body) throws BadRequestException;
  }

  /** An endpoint that knows its answer at once. */
  @FunctionalInterface
  interface Prompt {
    Answer answer(String id, byte[] body) throws BadRequestException;
  }

  static Route get(String path, Prompt endpoint) {
    return prompt(HttpMethod.GET, path, 0, endpoint, Kind.ORDINARY);
  }

  static Route open(String path, Prompt endpoint) {
    return prompt(HttpMethod.GET, path, 0, endpoint, Kind.OPEN);
  }

  static Route change(HttpMethod method, String path, int maxBodyBytes, Prompt endpoint) {
    return prompt(method, path, maxBodyBytes, endpoint, Kind.ORDINARY);
  }

  private static Route prompt(
      HttpMethod method, String path, int maxBodyBytes, Prompt endpoint, Kind kind) {
    return new Route(
        method,
        path,
        maxBodyBytes,
        (id, body) -> CompletableFuture.completedFuture(endpoint.answer(id, body)),
        kind);
  }

  /** Whether it changes something. */
  boolean changes() {
    return !method.equals(HttpMethod.GET);
  }
}
