package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.port.out.Credentials;
import dev.holdfast.application.port.out.CredentialsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials come from the configuration itself or from files that are read again and again. */
class CredentialsTest {

  @TempDir private Path folder;

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<String> learned = new ArrayList<>();

  @Test
  void valuesAreTakenAsTheyAre() throws Exception {
    String password = " pa$$w\\rd${HOME},\\, # ";
    Credentials credentials =
        now(
            Given.gateway(folder)
                .variable("GATEWAY_EMAIL", "somebody@example.org")
                .variable("GATEWAY_PASSWORD", password));
    assertThat(credentials)
        .isEqualTo(
            new Credentials(
                Optional.of("somebody@example.org"), Optional.of(password), Optional.empty()));
    assertThat(tasks).as("nothing is read").isEmpty();
  }

  @Test
  void dollarsAndBackslashesSurviveEveryPlace() throws Exception {
    String password = "a$b${c}\\d\\\\e$${f}";
    assertPassword(password, Given.gateway(folder).variable("GATEWAY_PASSWORD", password));
    assertPassword(password, Given.gateway(folder).dotEnv("GATEWAY_PASSWORD=" + password));
    assertPassword(password, Given.gateway(folder).dotEnv("GATEWAY_PASSWORD='" + password + "'"));
    assertPassword(
        password, Given.gateway(folder).dotEnv().yaml("gateway.password: '" + password + "'"));
    Files.writeString(folder.resolve("password"), password + "\n");
    assertPassword(password, Given.gateway(folder).variable("GATEWAY_PASSWORD_FILE", "password"));
  }

  @Test
  void aFileIsReadAgainForEveryAttempt() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first-token\n");
    CredentialsSource source = source(given("GATEWAY_TOKEN_FILE", "token"));

    assertThat(read(source).token()).contains("first-token");
    Files.writeString(file, "second-token\r\n");
    assertThat(read(source).token()).contains("second-token");
    assertThat(learned).containsExactly("first-token", "second-token");
  }

  @Test
  void readingWaitsForTheExecutor() throws Exception {
    Files.writeString(folder.resolve("token"), "t0ken");
    CompletableFuture<Credentials> asked =
        source(given("GATEWAY_TOKEN_FILE", "token")).credentials(false).toCompletableFuture();
    assertThat(asked).isNotDone();
    tasks.remove().run();
    assertThat(asked).isCompleted();
  }

  @Test
  void filesAndValuesMayBeMixed() throws Exception {
    Files.writeString(folder.resolve("password"), "s3cret");
    Credentials credentials =
        read(source(given("GATEWAY_PASSWORD_FILE", "password").variable("GATEWAY_EMAIL", "me@x")));
    assertThat(credentials.email()).contains("me@x");
    assertThat(credentials.password()).contains("s3cret");
    assertThat(learned)
        .as("also as it is sent: me@x:s3cret")
        .containsExactly("s3cret", "bWVAeDpzM2NyZXQ=");
  }

  @Test
  void aFileThatIsGoneIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "s3cret-token");
    CredentialsSource source = source(given("GATEWAY_TOKEN_FILE", "token"));
    Files.delete(file);
    assertUnavailable(source, "there is no such file");
  }

  @Test
  void aFileThatBecameUselessIsNamedWithoutWhatItHolds() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "s3cret-token");
    CredentialsSource source = source(given("GATEWAY_TOKEN_FILE", "token"));
    Files.writeString(file, "\n\n");
    assertUnavailable(source, "it is empty");
    Files.writeString(file, "s3cret\ns3cret");
    assertUnavailable(source, "it holds more than one line");
    Files.writeString(file, "s3cret".repeat(20_000));
    assertUnavailable(source, "it is larger than 65536 bytes");
    Files.write(file, new byte[] {(byte) 0xC3, 's', '3'});
    assertUnavailable(source, "it is not UTF-8 text");
  }

  @Test
  void anExecutorThatIsShutDownIsNoExceptionOnTheLoop() throws Exception {
    Files.writeString(folder.resolve("token"), "t0ken");
    CredentialsSource source =
        given("GATEWAY_TOKEN_FILE", "token")
            .config()
            .first()
            .gateway()
            .credentials()
            .source(
                task -> {
                  throw new RejectedExecutionException("shut down");
                },
                learned::add);
    assertThat(source.credentials(true).toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void onlyOneOfBothMayBeGiven() throws Exception {
    Files.writeString(folder.resolve("file"), "s3cret-in-file");
    for (String part : List.of("GATEWAY_EMAIL", "GATEWAY_PASSWORD", "GATEWAY_TOKEN")) {
      assertThat(given(part + "_FILE", "file").dotEnv(part + "=s3cret").problem())
          .isEqualTo(
              part
                  + "_FILE=file (environment): expected only one of both, but "
                  + part
                  + " is given too (.env line 1)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GATEWAY_EMAIL_FILE", "GATEWAY_PASSWORD_FILE", "GATEWAY_TOKEN_FILE"})
  void aFileMustExistFromTheStart(String key) {
    assertThat(given(key, "not-there").problem())
        .isEqualTo(
            key
                + "=not-there (environment): expected a readable file with the value in it, but"
                + " there is no such file");
    assertThat(given(key, "\0").problem())
        .isEqualTo(key + "=\uFFFD (environment): expected the path of a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GATEWAY_EMAIL", "GATEWAY_PASSWORD", "GATEWAY_TOKEN"})
  void controlCharactersCannotBeSent(String key) {
    for (String value : List.of("a\nb", "a\rb", "a\u0001b", "\ts3cret")) {
      assertThat(given(key, value).problem())
          .startsWith(key + "=")
          .endsWith(" (environment): expected no line breaks and no other control characters");
    }
  }

  private static Given given(Path folder, String key, String value) {
    return Given.gateway(folder).variable(key, value);
  }

  private Given given(String key, String value) {
    return given(folder, key, value);
  }

  private CredentialsSource source(Given given) throws ConfigException {
    return given.config().first().gateway().credentials().source(tasks::add, learned::add);
  }

  private Credentials now(Given given) throws ConfigException {
    return source(given).credentials(false).toCompletableFuture().join();
  }

  private Credentials read(CredentialsSource source) {
    CompletableFuture<Credentials> asked = source.credentials(false).toCompletableFuture();
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
    return asked.join();
  }

  private void assertPassword(String password, Given given) throws Exception {
    assertThat(read(source(given)).password()).contains(password);
  }

  private void assertUnavailable(CredentialsSource source, String reason) {
    assertThatThrownBy(() -> read(source))
        .isInstanceOf(CompletionException.class)
        .rootCause()
        .hasMessage(reason);
    assertThatThrownBy(() -> read(source))
        .cause()
        .hasMessageContaining(folder.resolve("token").toString())
        .hasMessageEndingWith("cannot be used: " + reason)
        .hasMessageNotContaining("s3cret");
  }
}
