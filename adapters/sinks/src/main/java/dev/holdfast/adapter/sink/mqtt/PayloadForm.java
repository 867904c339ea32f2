package dev.holdfast.adapter.sink.mqtt;

import dev.holdfast.adapter.sink.json.JsonRecord;
import dev.holdfast.adapter.sink.queue.Received;
import java.nio.charset.StandardCharsets;

/** What is published of a message. */
public enum PayloadForm {
  /** Its content, as it came; text in UTF-8. */
  MESSAGE {
    @Override
    byte[] of(Received message) {
      return message.bytes();
    }
  },
  /** The {@link JsonRecord} around it. */
  RECORD {
    @Override
    byte[] of(Received message) {
      StringBuilder record = new StringBuilder();
      JsonRecord.append(message, record);
      return record.toString().getBytes(StandardCharsets.UTF_8);
    }
  };

  abstract byte[] of(Received message);
}
