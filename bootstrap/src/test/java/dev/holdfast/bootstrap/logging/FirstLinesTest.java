package dev.holdfast.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A new process logs to standard error from its very first line, set up or not. */
class FirstLinesTest {

  @TempDir private Path folder;

  /** Logs before logging is set up, and after. */
  static final class Program {

    private Program() {}

    public static void main(String[] args) {
      Logger log = LoggerFactory.getLogger("dev.holdfast.first");
      log.debug("too early for details");
      log.warn("early warning");
      java.util.logging.Logger.getLogger("early").warning("early through java.util.logging");
      LoggingSetup.configure(LogOptions.defaults(), java.util.List.of("s3cret"));
      log.info("set up s3cret");
      java.util.logging.Logger.getLogger("late").warning("late through java.util.logging s3cret");
    }
  }

  @Test
  void standardOutputStaysEmpty() throws Exception {
    // A file that Logback would otherwise find and obey.
    Files.writeString(
        folder.resolve("logback.xml"),
        "<configuration debug='true'><root level='TRACE'/></configuration>");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readString(out)).isEmpty();
    assertThat(Files.readString(err, StandardCharsets.UTF_8))
        .contains("WARN  first: early warning\n")
        .contains("early through java.util.logging")
        .contains("INFO  first: set up ***\n")
        .contains("WARN  late: late through java.util.logging ***\n")
        .doesNotContain("too early")
        .doesNotContain("ch.qos.logback")
        .doesNotContain("s3cret");
  }
}
