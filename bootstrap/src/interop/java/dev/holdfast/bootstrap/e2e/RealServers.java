package dev.holdfast.bootstrap.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The servers and connections of one test: ends them after it, and prints what they did if it
 * failed.
 */
final class RealServers implements AfterEachCallback {

  private final List<RealServer> servers = new ArrayList<>();
  private final List<LibraryConnection> connections = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();

  /** A folder of this test's own, empty at first. */
  Path folder() throws IOException {
    Path folder = Files.createTempDirectory("holdfast-interop-");
    folders.add(folder);
    return folder;
  }

  /** Takes care of a server. */
  RealServer keep(RealServer server) {
    servers.add(server);
    return server;
  }

  /** Takes care of a connection. */
  LibraryConnection keep(LibraryConnection connection) {
    connections.add(connection);
    return connection;
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    connections.forEach(LibraryConnection::close);
    servers.forEach(RealServer::kill);
    if (test.getExecutionException().isPresent()) {
      connections.forEach(connection -> System.err.println(connection.describe()));
      servers.forEach(server -> System.err.println(server.describe()));
    }
    for (Path folder : folders) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
