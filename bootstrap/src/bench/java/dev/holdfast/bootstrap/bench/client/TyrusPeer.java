package dev.holdfast.bootstrap.bench.client;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tyrus as it comes: the bundle with the JDK container, through the Jakarta API. Run with a class
 * path of its own, because the bundle holds other builds of the classes that our transport uses.
 */
final class TyrusPeer implements MeasuredClient {

  private @Nullable Session session;

  @Override
  public void open(URI gateway, Consumer<String> onText) throws Exception {
    CountDownLatch up = new CountDownLatch(1);
    session =
        ContainerProvider.getWebSocketContainer()
            .connectToServer(
                new Endpoint() {
                  @Override
                  public void onOpen(Session opened, EndpointConfig config) {
                    opened.addMessageHandler(
                        new MessageHandler.Whole<String>() {
                          @Override
                          public void onMessage(String text) {
                            onText.accept(text);
                          }
                        });
                    up.countDown();
                  }
                },
                ClientEndpointConfig.Builder.create().build(),
                gateway);
    if (!up.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not up");
    }
  }

  @Override
  public void send(String text) throws Exception {
    Objects.requireNonNull(session, "open() comes first").getBasicRemote().sendText(text);
  }
}
