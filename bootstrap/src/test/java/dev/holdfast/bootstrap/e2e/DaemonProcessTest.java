package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Proves the handle on a process itself, with shell scripts in the place of the daemon. */
@EndToEndTest
class DaemonProcessTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void theEnvironmentHoldsNothingElseAndTheFolderIsEmpty(Daemons daemons) throws Exception {
    DaemonProcess process = shell(daemons, "env; ls -A; pwd").with("ONE", "1").start();
    process.assertExit(0, SOON);
    assertThat(process.stdout())
        .contains("ONE=1", daemons.folder().toString())
        .allMatch(line -> line.matches("(PATH|JAVA_HOME|ONE|PWD|OLDPWD|SHLVL|_)=.*|/.*"));
  }

  @Test
  void transitionsAreReadFromTheJsonLog(Daemons daemons) throws Exception {
    DaemonProcess process =
        shell(
                daemons,
                "echo 'not json' >&2;"
                    + " echo '{\"event\":\"other\",\"to\":\"CLOSED\"}' >&2;"
                    + " echo '{\"event\":\"state\",\"from\":\"CONNECTED\",\"to\":\"CLOSED\","
                    + "\"cause\":\"closed-by-gateway\",\"code\":1011,\"attempt\":7,"
                    + "\"retryInMs\":123,\"failures\":2}' >&2")
            .start();
    StateChange end = process.awaitEnd();
    process.assertExit(0, SOON);
    assertThat(process.changes()).containsExactly(end);
    assertThat(end.code()).hasValue(1011);
    assertThat(end.retryInMs()).hasValue(123);
    assertThat(end.failures()).hasValue(2);
    assertThat(end.attempt()).isEqualTo(7);
    assertThat(process.stderr()).hasSize(3);
  }

  @Test
  void signalsReachTheProcessAndTheExitCodeComesBack(Daemons daemons) throws Exception {
    DaemonProcess process =
        shell(daemons, "trap 'exit 42' TERM; echo ready; while :; do sleep 0.02; done").start();
    process.awaitStdout("ready");
    process.signal("STOP");
    process.signal("TERM");
    assertThatThrownBy(() -> process.awaitExit(Duration.ofMillis(200)))
        .as("a stopped process handles no signal")
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("still running")
        .hasMessageContaining("ready");
    process.signal("CONT");
    process.assertExit(42, SOON);
  }

  @Test
  void inputIsPassedOn(Daemons daemons) throws Exception {
    DaemonProcess process = shell(daemons, "while read line; do echo \"got $line\"; done").start();
    process.type("a line");
    process.awaitStdout("got a line");
    process.endInput();
    process.assertExit(0, SOON);
  }

  @Test
  void aStackTraceIsFound(Daemons daemons) throws Exception {
    DaemonProcess process =
        shell(daemons, "printf 'java.lang.Oops\\n\\tat a.b.C(C.java:1)\\n' >&2").start();
    process.assertExit(0, SOON);
    assertThatThrownBy(process::assertNoStackTrace).isInstanceOf(AssertionError.class);
  }

  @Test
  void whatStillRunsIsKilledAndTheFolderIsRemoved() throws IOException {
    Daemons daemons = new Daemons();
    Path folder = daemons.folder();
    Files.writeString(folder.resolve("left behind"), "x");
    DaemonProcess process = shell(daemons, "trap '' TERM; while :; do sleep 0.02; done").start();
    daemons.close();
    assertThat(process.isAlive()).isFalse();
    assertThat(folder).doesNotExist();
  }

  private static Daemons.Start shell(Daemons daemons, String script) {
    return daemons.commandAt(Path.of("/bin/sh"), "-c", script);
  }
}
