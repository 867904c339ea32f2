package dev.holdfast.application.testing;

import dev.holdfast.application.port.out.InboundMessage;
import dev.holdfast.application.port.out.MessageSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;

/** A sink that keeps everything, and has room until the test says otherwise. */
public final class RecordingSink implements MessageSink {

  private final List<InboundMessage> messages = new ArrayList<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean room = true;
  private final Queue<Runnable> unsafe = new ArrayDeque<>();
  private boolean failing;
  private boolean safe = true;

  @Override
  public boolean deliver(InboundMessage message, Runnable roomAgain) {
    if (failing) {
      failing = false;
      throw new IllegalStateException("thrown by the sink");
    }
    messages.add(message);
    if (!room) {
      waiting.add(roomAgain);
    }
    return room;
  }

  @Override
  public void whenSafe(Runnable told) {
    if (safe) {
      told.run();
    } else {
      unsafe.add(told);
    }
  }

  /** From now on what comes is not safe. */
  public void holdBack() {
    safe = false;
  }

  /** All that came is safe, and everybody who waits for that is told. */
  public void secure() {
    safe = true;
    for (Runnable told = unsafe.poll(); told != null; told = unsafe.poll()) {
      told.run();
    }
  }

  /** The next delivery throws. */
  public void failOnce() {
    failing = true;
  }

  /** From now on nothing more is welcome. */
  public void fill() {
    room = false;
  }

  /** There is room again, and everybody who waits is told. */
  public void makeRoom() {
    room = true;
    for (Runnable told = waiting.poll(); told != null; told = waiting.poll()) {
      told.run();
    }
  }

  /** How often somebody is waiting for room. */
  public int waiting() {
    return waiting.size();
  }

  /** Everything that came, text as it is, binary in hexadecimal after {@code 0x}, gaps in words. */
  public List<String> contents() {
    return messages.stream().map(RecordingSink::content).toList();
  }

  /** Everything that came. */
  public List<InboundMessage> messages() {
    return List.copyOf(messages);
  }

  private static String content(InboundMessage message) {
    if (message instanceof InboundMessage.Text text) {
      return text.text();
    }
    if (message instanceof InboundMessage.Gap gap) {
      return "(gap of " + gap.downMillis() + " ms)";
    }
    InboundMessage.Binary binary = (InboundMessage.Binary) message;
    byte[] bytes = new byte[binary.data().remaining()];
    binary.data().duplicate().get(bytes);
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
