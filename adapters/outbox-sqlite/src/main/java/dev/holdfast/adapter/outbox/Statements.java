package dev.holdfast.adapter.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statements that are prepared once and used again, by their text. The driver finalizes one that
 * failed, so after a failure all are prepared anew. One thread.
 */
final class Statements {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.outbox");

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** The statement of a text, one of few. */
  PreparedStatement get(String sql) throws SQLException {
    PreparedStatement there = prepared.get(sql);
    if (there == null) {
      there = connection.prepareStatement(sql);
      prepared.put(sql, there);
    }
    return there;
  }

  /** Throws them away. */
  void forget() {
    List<PreparedStatement> old = new ArrayList<>(prepared.values());
    prepared.clear();
    for (PreparedStatement each : old) {
      try {
        each.close();
      } catch (SQLException e) {
        // Closing one that failed tells its failure again.
        LOG.debug("outbox: a statement was closed: {}", e.getMessage());
      }
    }
  }
}
