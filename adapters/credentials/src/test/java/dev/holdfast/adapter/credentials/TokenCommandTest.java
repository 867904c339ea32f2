package dev.holdfast.adapter.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands as real processes: good ones, and every way to misbehave. */
@Timeout(60)
class TokenCommandTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @Test
  void whatItPrintsIsTheToken() throws Exception {
    assertThat(shell("echo t0ken").issue()).isEqualTo(new IssuedToken("t0ken", Optional.empty()));
    assertThat(shell("echo '{\"token\":\"t0ken\",\"expiresIn\":60}'").issue())
        .isEqualTo(new IssuedToken("t0ken", Optional.of(Duration.ofMinutes(1))));
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    assertThat(command(LONG, "printf", "%s%s", "$HOME;`", "'\"").issue().value())
        .isEqualTo("$HOME;`'\"");
  }

  @Test
  void standardInputIsEmpty() throws Exception {
    assertThat(shell("cat; echo t0ken").issue().value()).isEqualTo("t0ken");
  }

  @Test
  void whatItSaysOnStandardErrorDoesNotMatterIfItSucceeds() throws Exception {
    assertThat(shell("echo warning >&2; echo t0ken").issue().value()).isEqualTo("t0ken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 3 | exit code 3",
        "echo s3cret; exit 3 | exit code 3",
        "printf 'first\\n\\n  not logged in \\n\\n' >&2; exit 1 | exit code 1: not logged in",
        "kill -9 $$ | exit code 137",
        "true | printed nothing",
        "echo a b | printed more than one word; expected a token alone, or a JSON object",
        "head -c 65537 /dev/zero | printed more than 65536 bytes",
        "yes | printed more than 65536 bytes",
      })
  void failuresAreTold(String script, String reason) {
    assertFails(shell(script), reason);
  }

  @Test
  void standardErrorWithoutEndDoesNotHoldItUp() {
    assertFails(shell("head -c 1000000 /dev/zero | tr '\\0' x >&2; exit 4"), "exit code 4");
  }

  @Test
  void aProgramThatIsNotThereIsTold() {
    assertFails(
        command(LONG, folder.resolve("no-such-program").toString()),
        "cannot be started (No such file or directory)");
  }

  @Test
  void aProgramThatMayNotBeRunIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("token.txt"), "t0ken");
    assertFails(command(LONG, file.toString()), "cannot be started (Permission denied)");
  }

  @Test
  void itIsKilledWithItsChildrenWhenItsTimeIsOver() throws Exception {
    Path pids = folder.resolve("pids");
    String script =
        "echo $$ >> "
            + pids
            + "; sh -c 'echo $$ >> "
            + pids
            + "; sleep 600; true' & sleep 600; true";
    assertFails(command(SHORT, "sh", "-c", script), "did not end within 2 s");
    List<Long> started = Files.readAllLines(pids).stream().map(Long::parseLong).toList();
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(started).noneMatch(TokenCommandTest::isAlive));
  }

  @Test
  void itIsKilledWhenNobodyWantsATokenAnyMore() throws Exception {
    Path pid = folder.resolve("pid");
    TokenCommand command =
        shell("echo $$ > " + pid + ".part; mv " + pid + ".part " + pid + "; sleep 600; true");
    CompletableFuture<Void> failed =
        CompletableFuture.runAsync(() -> assertFails(command, "exit code 137"));
    Awaitility.await().atMost(LONG).until(() -> Files.exists(pid));

    command.stop();

    failed.join();
    long started = Long.parseLong(Files.readString(pid).strip());
    Awaitility.await().atMost(LONG).until(() -> !isAlive(started));
    assertFails(command, "not run any more: shutting down");
  }

  @Test
  void anEndlessOutputIsKilledAtOnce() throws Exception {
    Path pid = folder.resolve("pid");
    assertFails(shell("echo $$ > " + pid + "; yes; sleep 600"), "printed more than 65536 bytes");
    long started = Long.parseLong(Files.readString(pid).strip());
    Awaitility.await().atMost(LONG).until(() -> !isAlive(started));
  }

  @Test
  void aProcessThatItLeftBehindWithItsOutputIsNotWaitedForForEver() throws Exception {
    TokenCommand command = command(SHORT, "sh", "-c", "(sleep 7 &); echo t0ken");

    // Java gives a pipe up when its process ends, unless somebody is reading at that moment.
    try {
      assertThat(command.issue().value()).isEqualTo("t0ken");
    } catch (TokenException e) {
      assertThat(e).hasMessage("ended, but a process that it left behind holds its output");
    }
  }

  @Test
  void itsNameIsTheProgramWithoutArguments() {
    TokenCommand command = command(LONG, "/opt/bin/vault", "read", "s3cret");
    assertThat(command.name()).isEqualTo("token command vault");
    assertThat(new CommandOptions(List.of("vault", "s3cret"), LONG).toString())
        .isEqualTo("CommandOptions[vault, limit=PT30S]");
  }

  private static boolean isAlive(long pid) {
    // A killed orphan may stay a zombie where nobody collects them.
    return ProcessHandle.of(pid).filter(handle -> handle.info().command().isPresent()).isPresent();
  }

  private static TokenCommand shell(String script) {
    return command(LONG, "sh", "-c", script);
  }

  private static TokenCommand command(Duration limit, String... words) {
    return new TokenCommand(new CommandOptions(List.of(words), limit), System::currentTimeMillis);
  }

  private static void assertFails(TokenCommand command, String reason) {
    assertThatThrownBy(command::issue).isInstanceOf(TokenException.class).hasMessage(reason);
  }
}
