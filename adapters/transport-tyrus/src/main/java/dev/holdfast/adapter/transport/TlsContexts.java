package dev.holdfast.adapter.transport;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS settings as Netty wants them, built when first needed and again when one of their files
 * has changed. Any thread.
 */
final class TlsContexts {

  private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);

  private final TlsOptions options;
  private @Nullable SslContext context;
  private List<FileTime> built = List.of();

  /**
   * Checks the files by building a context from them.
   *
   * @throws IllegalArgumentException if one cannot be used; the message says which and why
   */
  TlsContexts(TlsOptions options) {
    this.options = options;
    if (files().findAny().isPresent()) {
      List<FileTime> stamps = stamps();
      context = build();
      built = stamps;
    }
  }

  /**
   * The context for the next handshake.
   *
   * <p>A file that has become unusable is logged, and the last good context stays in force: half a
   * file, caught while it is being replaced, must not cut the links that work.
   */
  synchronized SslContext current() {
    SslContext last = context;
    List<FileTime> stamps = stamps();
    if (last != null && stamps.equals(built)) {
      return last;
    }
    built = stamps;
    try {
      SslContext fresh = build();
      context = fresh;
      return fresh;
    } catch (IllegalArgumentException e) {
      if (last == null) {
        throw e;
      }
      LOG.warn(
          "TLS files changed but cannot be used, going on with the old ones: {}", e.getMessage());
      return last;
    }
  }

  private SslContext build() {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .endpointIdentificationAlgorithm("HTTPS");
    options.caFile().ifPresent(ca -> use("CA file", ca, builder::trustManager));
    if (options.certificateFile().isPresent() && options.keyFile().isPresent()) {
      File key = options.keyFile().get().toFile();
      use("client certificate", options.certificateFile().get(), c -> builder.keyManager(c, key));
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + root(e), e);
    }
  }

  private static void use(String what, Path file, PemConsumer consumer) {
    try {
      if (!Files.isReadable(file)) {
        throw new IOException("no such file, or not readable");
      }
      consumer.accept(file.toFile());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(what + " " + file + " cannot be used: " + root(e), e);
    }
  }

  private Stream<Path> files() {
    return Stream.of(options.caFile(), options.certificateFile(), options.keyFile())
        .flatMap(Optional::stream);
  }

  private List<FileTime> stamps() {
    List<FileTime> stamps = new ArrayList<>();
    files()
        .forEach(
            file -> {
              try {
                stamps.add(Files.getLastModifiedTime(file));
              } catch (IOException e) {
                // A missing file counts as changed; building from it says what is wrong.
                stamps.add(FileTime.fromMillis(Long.MIN_VALUE));
              }
            });
    return stamps;
  }

  private static String root(Throwable failure) {
    Throwable t = failure;
    for (int depth = 0; depth < 16 && t.getCause() != null; depth++) {
      t = t.getCause();
    }
    return ConnectFailures.message(t);
  }

  /** Takes a PEM file over. */
  private interface PemConsumer {
    void accept(File file) throws IOException, GeneralSecurityException;
  }
}
