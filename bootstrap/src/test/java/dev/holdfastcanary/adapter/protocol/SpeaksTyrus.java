package dev.holdfastcanary.adapter.protocol;

import org.glassfish.tyrus.core.frame.TextFrame;

/** Wrong: frames are the transport's. */
final class SpeaksTyrus {

  String text(TextFrame frame) {
    return frame.getTextPayload();
  }
}
