package dev.holdfast.bootstrap.gateway;

import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands before the WebSocket upgrade and lets handshakes in or not. Used by Jetty's threads. */
final class HandshakeDoor extends Handler.Wrapper {

  private final Supplier<Admission> admission;
  private final long retryAfterSeconds;
  private final Runnable onRefused;

  /**
   * @param upgrade where handshakes go that are let in
   * @param admission asked for every handshake
   * @param retryAfterSeconds what a refused client is asked to wait
   * @param onRefused called for every handshake answered with 503
   */
  HandshakeDoor(
      Handler upgrade, Supplier<Admission> admission, long retryAfterSeconds, Runnable onRefused) {
    super(upgrade);
    this.admission = admission;
    this.retryAfterSeconds = retryAfterSeconds;
    this.onRefused = onRefused;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    switch (admission.get()) {
      case OPEN -> letIn(request, response, callback);
      case REFUSING -> {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, retryAfterSeconds);
        answer(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "Come back later.\n");
        onRefused.run();
      }
      case SHUT -> {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.succeeded();
      }
    }
    return true;
  }

  private void letIn(Request request, Response response, Callback callback) throws Exception {
    if (!super.handle(request, response, callback)) {
      response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
      answer(
          response,
          callback,
          HttpStatus.UPGRADE_REQUIRED_426,
          "This is the Holdfast demo gateway. It speaks WebSocket.\n");
    }
  }

  private static void answer(Response response, Callback callback, int status, String text) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    Content.Sink.write(response, true, text, callback);
  }
}
