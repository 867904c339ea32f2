package dev.holdfastcanary.adapter.sink.line;

import java.sql.Connection;
import java.sql.SQLException;

/** Wrong: SQL where lines are written. */
final class AsksADatabase {

  String product(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName();
  }
}
