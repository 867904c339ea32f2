package dev.holdfast.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.HandshakeRequest;
import dev.holdfast.application.port.out.LinkListener;
import dev.holdfast.domain.cause.Cause;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The fake link keeps the contract of the port, and notes who breaks it. */
final class FakeLinkTest implements LinkListener {

  private final ManualEventLoop loop = new ManualEventLoop();
  private final FakeTransport transport = new FakeTransport();
  private final List<String> heard = new ArrayList<>();

  @Test
  void tellsWhatHappensInOrderAndLater() {
    open();
    transport.latest().accept();
    transport.latest().text("a", "b");
    transport.latest().pong();
    assertThat(heard).isEmpty();
    loop.runPending();

    assertThat(heard).containsExactly("open", "frames", "a", "b", "frames", "pong");
  }

  @Test
  void saysNothingAfterAnAbort() {
    open();
    transport.latest().accept();
    transport.latest().text("a");
    inLoop(FakeLink::abort);
    transport.latest().text("b");
    transport.latest().lose();
    loop.runPending();

    assertThat(heard).containsExactly("open", "frames", "a");
    assertThat(transport.latest().wasAborted()).isTrue();
    assertThat(transport.alive()).isZero();
    assertThat(transport.aliveMax()).isEqualTo(1);
  }

  @Test
  void endsOnce() {
    open();
    transport.latest().accept();
    transport.latest().closeByGateway(1001, "bye");
    transport.latest().lose();
    loop.runPending();

    assertThat(heard).containsExactly("open", "frames", "ended closed-by-gateway");
  }

  @Test
  void tellsOfWritesOnceTheyHaveLeftAndNeverInsideTheCall() {
    open();
    transport.latest().accept();
    loop.runPending();
    inLoop(
        link -> {
          link.sendText("one", () -> heard.add("written one"));
          link.sendBinary(ByteBuffer.wrap(new byte[] {1}), () -> heard.add("written two"));
          heard.add("given");
        });

    assertThat(heard).containsExactly("open", "given", "written one", "written two");
    assertThat(transport.latest().wire()).containsExactly("text one", "binary 01");
  }

  @Test
  void forgetsWritesWhenItEnds() {
    open();
    transport.latest().accept();
    transport.latest().holdWrites();
    inLoop(link -> link.sendText("one", () -> heard.add("written")));
    transport.latest().lose();
    transport.latest().releaseWrites();
    loop.runPending();

    assertThat(heard).containsExactly("open", "ended link-lost");
    assertThat(transport.latest().wire()).isEmpty();
  }

  @Test
  void writesNothingBeforeTheHandshakeNorAfterTheCloseFrame() {
    open();
    inLoop(link -> link.sendText("early", () -> heard.add("written early")));
    transport.latest().accept();
    inLoop(link -> link.close(1000, "done"));
    inLoop(link -> link.sendText("late", () -> heard.add("written late")));

    assertThat(transport.latest().wire()).containsExactly("close 1000 done");
    assertThat(heard).containsExactly("open");
  }

  @Test
  void closingBeforeTheHandshakeIsDoneAborts() {
    open();
    inLoop(link -> link.close(1000, "done"));
    assertThat(transport.alive()).isZero();
    assertThat(heard).isEmpty();
  }

  @Test
  void aListenerThatThrowsLosesTheLink() {
    open();
    transport.latest().accept();
    transport.latest().text("throw", "never heard");
    loop.runPending();

    assertThat(heard).containsExactly("open", "frames", "ended protocol-violation");
    assertThat(transport.crashes()).hasSize(1);
    assertThat(transport.alive()).isZero();
  }

  @Test
  void notesCallsOffTheLoop() {
    open();
    transport.latest().abort();
    assertThat(transport.violations()).containsExactly("abort was called off the loop");
  }

  private void open() {
    HandshakeRequest request =
        new HandshakeRequest(URI.create("ws://gateway.test"), Map.of(), List.of(), false);
    loop.execute(() -> transport.open(loop, request, this));
    loop.runPending();
  }

  private void inLoop(Consumer<FakeLink> call) {
    loop.execute(() -> call.accept(transport.latest()));
    loop.runPending();
  }

  @Override
  public void onOpen(String subprotocol) {
    heard.add("open" + subprotocol);
  }

  @Override
  public void onFrames() {
    heard.add("frames");
  }

  @Override
  public void onText(String text) {
    if (text.equals("throw")) {
      throw new IllegalStateException("a listener's bug");
    }
    heard.add(text);
  }

  @Override
  public void onBinary(ByteBuffer data) {
    heard.add("binary");
  }

  @Override
  public void onPong() {
    heard.add("pong");
  }

  @Override
  public void onWritable() {
    heard.add("writable");
  }

  @Override
  public void onEnded(Cause cause) {
    heard.add("ended " + cause.kind().id());
  }
}
