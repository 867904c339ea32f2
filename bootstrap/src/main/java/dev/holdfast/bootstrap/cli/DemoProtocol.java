package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.application.port.out.SessionProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The demo gateway's JSON, described in a file: one that acknowledges what it is told. */
final class DemoProtocol {

  private static final String FILE = "demo.yaml";

  private DemoProtocol() {}

  static SessionProtocol acknowledged() {
    try (InputStream in = DemoProtocol.class.getResourceAsStream(FILE)) {
      byte[] text = Objects.requireNonNull(in, FILE).readAllBytes();
      return Protocols.described(FILE, new String(text, StandardCharsets.UTF_8));
    } catch (DescriptionException e) {
      throw new IllegalStateException("the demonstration's own file is wrong: " + FILE, e);
    } catch (IOException e) {
      throw new UncheckedIOException("a resource cannot be read: " + FILE, e);
    }
  }
}
