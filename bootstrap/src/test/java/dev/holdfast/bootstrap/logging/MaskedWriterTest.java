package dev.holdfast.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is written past the log is masked as well. */
@Isolated("standard error is replaced")
class MaskedWriterTest {

  private final SecretMask mask = SecretMask.of(List.of("s3cret"));
  private final StringWriter out = new StringWriter();
  private final PrintWriter writer = new PrintWriter(new MaskedWriter(out, mask::apply));

  @AfterEach
  void asBefore() {
    LoggingSetup.configure(new LogOptions(LogLevel.WARN, LogFormat.TEXT), List.of());
  }

  @Test
  void aSecretInPiecesIsFound() {
    writer.print("s3");
    writer.print('c');
    writer.print("ret and s3cret\nnext s3c");
    assertThat(out.toString()).isEqualTo("*** and ***\n");
    writer.println("ret");
    assertThat(out.toString()).isEqualTo("*** and ***\nnext ***" + System.lineSeparator());
  }

  @Test
  void flushingAndClosingLeaveNothingBehind() {
    writer.print("half");
    writer.flush();
    assertThat(out.toString()).isEqualTo("half");
    writer.print(" done");
    writer.close();
    assertThat(out.toString()).isEqualTo("half done");
  }

  @Test
  void anEndlessLineIsNotKept() {
    for (int i = 0; i < 20; i++) {
      writer.print("x".repeat(100_000));
    }
    assertThat(out.toString()).hasSizeGreaterThan(1_000_000);
  }

  @Test
  void standardErrorIsMaskedWithWhatIsKnownByThen() {
    PrintStream before = System.err;
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, java.nio.charset.StandardCharsets.UTF_8));
    try {
      PrintWriter err = LoggingSetup.maskedError();
      err.println("early s3cret");
      SecretMask inForce = LoggingSetup.configure(LogOptions.defaults(), List.of("s3cret"));
      err.println("known s3cret");
      inForce.learn("n3wer");
      err.println("learned n3wer, gr\u00FC\u00DFe");
    } finally {
      System.setErr(before);
    }
    assertThat(bytes.toString(java.nio.charset.StandardCharsets.UTF_8).lines())
        .containsExactly("early s3cret", "known ***", "learned ***, gr\u00FC\u00DFe");
  }
}
