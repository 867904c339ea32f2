package dev.holdfast.adapter.outbox;

import dev.holdfast.application.message.Delivery;
import dev.holdfast.application.message.MessageClass;
import dev.holdfast.application.message.OutboundMessage;
import dev.holdfast.application.port.out.StoredMessage;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Messages in rows. */
final class Rows {

  private Rows() {}

  /** The message of a row that has all columns of one. */
  static StoredMessage message(ResultSet row, MessageClass of) throws SQLException {
    String key = row.getString("key");
    String id = row.getString("id");
    Delivery delivery =
        new Delivery(of, key == null ? "" : key, id, row.getInt("session_bound") != 0);
    OutboundMessage message =
        row.getObject("payload") instanceof byte[] data
            ? new OutboundMessage.Binary(ByteBuffer.wrap(data), delivery)
            : new OutboundMessage.Text(row.getString("payload"), delivery);
    return new StoredMessage(row.getLong("number"), id, row.getLong("accepted_ms"), message);
  }
}
