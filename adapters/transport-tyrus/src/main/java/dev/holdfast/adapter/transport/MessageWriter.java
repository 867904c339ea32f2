package dev.holdfast.adapter.transport;

import java.nio.ByteBuffer;

/** Writes the messages of an open link, each in one frame. Loop thread only. */
interface MessageWriter {

  /**
   * Writes a text message.
   *
   * @param done runs once it has left
   */
  void text(String text, Runnable done);

  /**
   * Writes a binary message.
   *
   * @param data copied
   * @param done runs once it has left
   */
  void binary(ByteBuffer data, Runnable done);
}
