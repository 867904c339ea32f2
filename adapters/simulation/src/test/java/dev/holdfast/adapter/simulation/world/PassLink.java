package dev.holdfast.adapter.simulation.world;

import dev.holdfast.application.port.out.Link;
import java.nio.ByteBuffer;

/** A link that passes everything on. */
class PassLink implements Link {

  private final Link honest;

  PassLink(Link honest) {
    this.honest = honest;
  }

  @Override
  public void sendText(String text, Runnable written) {
    honest.sendText(text, written);
  }

  @Override
  public void sendBinary(ByteBuffer data, Runnable written) {
    honest.sendBinary(data, written);
  }

  @Override
  public void sendPing(ByteBuffer payload, Runnable written) {
    honest.sendPing(payload, written);
  }

  @Override
  public boolean isWritable() {
    return honest.isWritable();
  }

  @Override
  public void pauseReading() {
    honest.pauseReading();
  }

  @Override
  public void resumeReading() {
    honest.resumeReading();
  }

  @Override
  public void close(int code, String reason) {
    honest.close(code, reason);
  }

  @Override
  public void abort() {
    honest.abort();
  }
}
