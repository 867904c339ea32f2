package dev.holdfast.adapter.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS settings as Netty wants them, built when first needed and again when one of their files
 * has changed. Any thread.
 *
 * <p>Building reads files, the trust store of the Java runtime among them, and takes long enough to
 * be felt by everybody on an event loop: whoever opens a link asks for {@link #load()} first.
 */
final class TlsContexts {

  /** More than it takes from the beginning to the ClientHello. */
  private static final int HELLO_STEPS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);

  /** A context, and how old the files were that it was built from. */
  private record Built(SslContext context, List<FileTime> stamps) {}

  private final TlsOptions options;
  private final AtomicReference<@Nullable CompletableFuture<SslContext>> loading =
      new AtomicReference<>();
  private volatile @Nullable Built built;

  /**
   * Checks the files by building a context from them.
   *
   * @throws IllegalArgumentException if one cannot be used; the message says which and why
   */
  TlsContexts(TlsOptions options) {
    this.options = options;
    if (files().findAny().isPresent()) {
      List<FileTime> stamps = stamps();
      built = new Built(build(), stamps);
    }
  }

  /**
   * Sees to it that the context in force is that of the files as they are now, on a thread of its
   * own unless it is already.
   *
   * @return the context; fails with {@code IllegalArgumentException} if there is none that can be
   *     used
   */
  CompletableFuture<SslContext> load() {
    Built last = built;
    if (last != null && stamps().equals(last.stamps())) {
      return CompletableFuture.completedFuture(last.context());
    }
    CompletableFuture<SslContext> mine = new CompletableFuture<>();
    CompletableFuture<SslContext> others = loading.compareAndExchange(null, mine);
    if (others != null) {
      return others;
    }
    Thread loader = new Thread(() -> loadFor(mine), "holdfast-tls");
    loader.setDaemon(true);
    loader.start();
    return mine;
  }

  private void loadFor(CompletableFuture<SslContext> result) {
    try {
      SslContext context = refresh();
      loading.set(null);
      result.complete(context);
    } catch (Throwable t) {
      loading.set(null);
      result.completeExceptionally(t);
    }
  }

  /** The context for the next handshake: what was loaded last. */
  SslContext current() {
    Built last = built;
    return last == null ? refresh() : last.context();
  }

  /**
   * A file that has become unusable is logged, and the last good context stays in force: half a
   * file, caught while it is being replaced, must not cut the links that work.
   */
  private SslContext refresh() {
    Built last = built;
    List<FileTime> stamps = stamps();
    try {
      SslContext fresh = build();
      built = new Built(fresh, stamps);
      return fresh;
    } catch (IllegalArgumentException e) {
      if (last == null) {
        throw e;
      }
      built = new Built(last.context(), stamps);
      LOG.warn(
          "TLS files changed but cannot be used, going on with the old ones: {}", e.getMessage());
      return last.context();
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
      SslContext context = builder.build();
      rehearse(context);
      return context;
    } catch (SSLException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + root(e), e);
    }
  }

  /**
   * Makes one ClientHello for nobody: the first one of a process loads classes and makes keys for
   * longer than a loop should be held.
   */
  private static void rehearse(SslContext context) throws SSLException {
    SSLEngine engine = context.newEngine(ByteBufAllocator.DEFAULT);
    engine.beginHandshake();
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    for (int step = 0; step < HELLO_STEPS && hello.position() == 0; step++) {
      Runnable task = engine.getDelegatedTask();
      if (task != null) {
        task.run();
      }
      engine.wrap(ByteBuffer.allocate(0), hello);
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
