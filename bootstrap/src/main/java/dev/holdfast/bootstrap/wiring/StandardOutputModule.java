package dev.holdfast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.adapter.sink.LineSink;
import dev.holdfast.application.port.out.MessageSink;
import dev.holdfast.bootstrap.config.DaemonConfig;
import dev.holdfast.bootstrap.lifecycle.Daemon;
import jakarta.inject.Provider;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Offers standard output as the place where messages go. */
public final class StandardOutputModule extends AbstractModule {

  @Provides
  @Singleton
  LineSink lines(DaemonConfig config, Provider<Daemon> daemon) {
    // Not System.out: it keeps quiet when the reader is gone. Whoever closes the pipe asks to stop.
    return new LineSink(
        new FileOutputStream(FileDescriptor.out),
        config.shutdownTimeout(),
        () -> daemon.get().stop());
  }

  @Provides
  MessageSink sink(LineSink lines) {
    return lines;
  }
}
