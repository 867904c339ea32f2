package dev.holdfast.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.application.port.out.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What gets into the log through SLF4J and java.util.logging, in both forms. */
@Isolated("logging is set up once for the whole process")
class LoggingSetupTest {

  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.connection");
  private static final Logger LIBRARY = LoggerFactory.getLogger("io.netty.channel.Something");
  private static final java.util.logging.Logger TYRUS =
      java.util.logging.Logger.getLogger("org.glassfish.tyrus.Something");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @AfterEach
  void asBefore() {
    LoggingSetup.configure(new LogOptions(LogLevel.WARN, LogFormat.TEXT), List.of());
  }

  @Test
  void aTextLineIsForPeople() {
    configure(LogLevel.INFO, LogFormat.TEXT);
    LOG.info("Connection state: {} -> {}", "CONNECTED", "CLOSED");
    LOG.warn("careful");
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0))
        .matches(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z INFO  connection:"
                + " Connection state: CONNECTED -> CLOSED");
    assertThat(lines().get(1)).endsWith("Z WARN  connection: careful");
  }

  @Test
  void aJsonLineIsAnObjectWithTheFieldsOfTheEvent() throws Exception {
    configure(LogLevel.INFO, LogFormat.JSON);
    LOG.atInfo()
        .addKeyValue("event", "state")
        .addKeyValue("attempt", 3L)
        .addKeyValue("retryInMs", 2400)
        .addKeyValue("up", true)
        .addKeyValue("ratio", 0.5)
        .addKeyValue("huge", new BigInteger("123456789012345678901"))
        .addKeyValue("exact", new BigDecimal("0.10"))
        .addKeyValue("nan", Double.NaN)
        .addKeyValue("endpoint", URI.create("ws://a/"))
        .addKeyValue("delay", Duration.ofSeconds(2))
        .addKeyValue("nothing", (Object) null)
        .addKeyValue("message", "mine")
        .log("Connection state: {}", "UP");
    JsonNode json = json();
    assertThat(json.path("message").textValue()).isEqualTo("Connection state: UP");
    assertThat(json.path("message_").textValue()).isEqualTo("mine");
    assertThat(json.path("level").textValue()).isEqualTo("INFO");
    assertThat(json.path("logger").textValue()).isEqualTo("dev.holdfast.connection");
    assertThat(Instant.parse(json.path("time").textValue())).isBefore(Instant.now());
    assertThat(json.path("event").textValue()).isEqualTo("state");
    assertThat(json.path("attempt").isIntegralNumber()).isTrue();
    assertThat(json.path("attempt").longValue()).isEqualTo(3);
    assertThat(json.path("retryInMs").intValue()).isEqualTo(2400);
    assertThat(json.path("up").booleanValue()).isTrue();
    assertThat(json.path("ratio").doubleValue()).isEqualTo(0.5);
    assertThat(json.path("huge").bigIntegerValue()).hasToString("123456789012345678901");
    assertThat(json.path("exact").isNumber()).isTrue();
    assertThat(json.path("nan").textValue()).isEqualTo("NaN");
    assertThat(json.path("endpoint").textValue()).isEqualTo("ws://a/");
    assertThat(json.path("delay").textValue()).isEqualTo("PT2S");
    assertThat(json.path("nothing").isNull()).isTrue();
  }

  @Test
  void aLineForPeopleNamesItsConnectionWhereThereAreSeveral() {
    LoggingSetup.configure(new LogOptions(LogLevel.INFO, LogFormat.TEXT, true), List.of(), out);
    about("press-7\n", () -> LOG.info("Connection state: A -> B"));
    LOG.info("nobody's");
    assertThat(lines().get(0))
        .endsWith("Z INFO  connection [press-7\\n]: Connection state: A -> B");
    assertThat(lines().get(1)).endsWith("Z INFO  connection: nobody's");
  }

  @Test
  void theOnlyConnectionNeedsNoNameForPeople() {
    configure(LogLevel.INFO, LogFormat.TEXT);
    about("gateway", () -> LOG.info("Connection state: A -> B"));
    assertThat(lines().get(0)).endsWith("Z INFO  connection: Connection state: A -> B");
  }

  @Test
  void aLineForMachinesNamesItsConnectionOnce() {
    configure(LogLevel.INFO, LogFormat.JSON);
    about("press-7", () -> LOG.info("x"));
    about("press-7", () -> LOG.atInfo().addKeyValue("connection", "press-7").log("y"));
    assertThat(lines()).allMatch(line -> line.split("\"connection\":\"press-7\"", -1).length == 2);
  }

  @Test
  void whatOnlyRepeatsIsForMachinesAndForWhoAsks() {
    configure(LogLevel.INFO, LogFormat.TEXT);
    LOG.atInfo().addKeyValue("repeated", true).log("again");
    assertThat(text()).isEmpty();
    LoggingSetup.changeLevel(LogLevel.DEBUG);
    LOG.atInfo().addKeyValue("repeated", true).log("again");
    assertThat(lines()).hasSize(1);
    configure(LogLevel.INFO, LogFormat.JSON);
    LOG.atInfo().addKeyValue("repeated", true).log("again");
    assertThat(lines()).hasSize(2);
  }

  private static void about(String connection, Runnable task) {
    MDC.put("connection", connection);
    try {
      task.run();
    } finally {
      MDC.remove("connection");
    }
  }

  @Test
  void noObjectIsLookedInto() throws Exception {
    configure(LogLevel.INFO, LogFormat.JSON);
    Credentials credentials =
        new Credentials(Optional.empty(), Optional.of("s3cret"), Optional.empty());
    LOG.atInfo().addKeyValue("credentials", credentials).log("x");
    assertThat(text()).doesNotContain("s3cret");
    assertThat(json().path("credentials").isTextual()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void noSecretGetsIntoALine(LogFormat format) {
    SecretMask mask =
        LoggingSetup.configure(
            new LogOptions(LogLevel.TRACE, format), List.of("s3cret-a", "s3\"cret\\b"), out);
    mask.learn("s3cret-c");
    IllegalStateException cause = new IllegalStateException("cause s3cret-a");
    cause.addSuppressed(new IllegalStateException("suppressed s3cret-b"));
    LOG.atInfo()
        .addKeyValue("field", "s3cret-a")
        .addKeyValue("s3cret-a", "x")
        .addKeyValue("object", List.of("s3cret-c"))
        .setCause(new IllegalArgumentException("thrown s3cret-c", cause))
        .log("message s3cret-a {} {}", "argument s3\"cret\\b", "s3cret-c");
    LIBRARY.trace("GET /?token=s3cret-a HTTP/1.1\r\nAuthorization: Bearer s3cret-c");
    TYRUS.log(Level.FINEST, "s3cret-a", new IllegalStateException("s3cret-c"));
    assertThat(text())
        .contains("message ***")
        .doesNotContain("s3cret")
        .doesNotContain("cret\\b")
        .doesNotContain("cret\\\\b");
  }

  @ParameterizedTest
  @EnumSource
  void aLineIsBounded(LogFormat format) {
    configure(LogLevel.INFO, format);
    LOG.atInfo()
        .addKeyValue("field", "y".repeat(100_000))
        .setCause(new IllegalStateException("z".repeat(100_000), deep(1000)))
        .log("x".repeat(1_000_000));
    assertThat(text()).hasSizeLessThan(100_000).contains("x".repeat(8192) + "... (");
  }

  private static Exception deep(int depth) {
    return depth == 0
        ? new IllegalStateException("deepest")
        : new IllegalStateException("cause " + depth, deep(depth - 1));
  }

  @Test
  void nobodyCanForgeALineOfText() {
    configure(LogLevel.INFO, LogFormat.TEXT);
    LOG.info("detail {}", "a\r\n2026-01-01T00:00:00.000Z INFO  x: forged\u001B[2J\u0000\u2028b\tc");
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .endsWith(
            "detail a\\r\\n2026-01-01T00:00:00.000Z INFO  x: forged\\u001b[2J\\u0000\\u2028b\\tc");
  }

  @Test
  void norOfJson() throws Exception {
    configure(LogLevel.INFO, LogFormat.JSON);
    LOG.info("a\r\n{\"level\":\"ERROR\"}\u2028");
    assertThat(lines()).hasSize(1);
    assertThat(json().path("message").textValue()).isEqualTo("a\r\n{\"level\":\"ERROR\"}\u2028");
  }

  @Test
  void whatWasThrownFollowsIndentedAndShort() {
    configure(LogLevel.INFO, LogFormat.TEXT);
    LOG.error(
        "bad", new IllegalStateException("outer\nline", new IllegalArgumentException("inner")));
    List<String> lines = lines();
    assertThat(lines.get(0)).endsWith("ERROR connection: bad");
    assertThat(lines.get(1)).isEqualTo("    java.lang.IllegalStateException: outer\\nline");
    assertThat(lines.get(2)).startsWith("      at dev.holdfast.bootstrap.logging.");
    assertThat(lines).contains("    caused by java.lang.IllegalArgumentException: inner");
    assertThat(lines).hasSizeLessThan(32);
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("    "));
  }

  @Test
  void inJsonItIsTwoFields() throws Exception {
    configure(LogLevel.INFO, LogFormat.JSON);
    LOG.error("bad", new IllegalStateException("outer", new IllegalArgumentException("inner")));
    assertThat(lines()).hasSize(1);
    assertThat(json().path("error").textValue())
        .isEqualTo("java.lang.IllegalStateException: outer");
    assertThat(json().path("stack").textValue())
        .contains("\n  at dev.holdfast.")
        .contains("\ncaused by java.lang.IllegalArgumentException: inner\n");
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE, 5, 5",
    "DEBUG, 4, 2",
    "INFO, 3, 2",
    "WARN, 2, 2",
    "ERROR, 1, 1",
    "OFF, 0, 0",
  })
  void theLevelIsForOurOwnLoggers(LogLevel level, int ours, int libraries) {
    configure(level, LogFormat.TEXT);
    logAtEveryLevel(LOG);
    assertThat(lines()).hasSize(ours);
    out.reset();
    logAtEveryLevel(LIBRARY);
    assertThat(lines()).hasSize(libraries);
  }

  private static void logAtEveryLevel(Logger logger) {
    logger.trace("x");
    logger.debug("x");
    logger.info("x");
    logger.warn("x");
    logger.error("x");
  }

  @Test
  void tyrusSpeaksOnlyWhenSomethingIsWrong() {
    configure(LogLevel.DEBUG, LogFormat.TEXT);
    TYRUS.fine("detail");
    TYRUS.info("talk");
    TYRUS.warning("wrong");
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0)).endsWith("WARN  Something: wrong");
    configure(LogLevel.TRACE, LogFormat.TEXT);
    TYRUS.finest("detail");
    assertThat(lines()).hasSize(2);
  }

  @Test
  void settingUpAgainReplaces() {
    configure(LogLevel.INFO, LogFormat.TEXT);
    configure(LogLevel.INFO, LogFormat.JSON);
    LOG.info("once");
    TYRUS.warning("once more");
    assertThat(lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
  }

  @Test
  void linesOfSeveralThreadsDoNotMix() throws Exception {
    configure(LogLevel.INFO, LogFormat.JSON);
    CountDownLatch go = new CountDownLatch(1);
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                for (int n = 0; n < 200; n++) {
                  LOG.info("x".repeat(2 * n));
                }
              });
      threads[i].start();
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join(30_000);
    }
    ObjectMapper mapper = new ObjectMapper();
    assertThat(lines()).hasSize(800);
    for (String line : lines()) {
      assertThat(mapper.readTree(line).path("level").textValue()).isEqualTo("INFO");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFloodIsCutShortAndCounted(LogFormat format) {
    configure(LogLevel.INFO, format);
    long before = LoggingSetup.suppressedLines();
    for (int n = 0; n < 5_000; n++) {
      LOG.info("again");
    }
    int shown = lines().size();
    assertThat(shown).isBetween(1_000, 4_000);
    assertThat(LoggingSetup.suppressedLines() - before).isBetween(900L, 5_000L - 900);
  }

  @Test
  void aBrokenDestinationDoesNotStopTheDaemon() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws java.io.IOException {
            throw new java.io.IOException("broken pipe");
          }
        };
    LoggingSetup.configure(LogOptions.defaults(), List.of(), broken);
    LOG.info("nobody hears");
    configure(LogLevel.INFO, LogFormat.TEXT);
    LOG.info("somebody hears");
    assertThat(lines()).hasSize(1);
  }

  private void configure(LogLevel level, LogFormat format) {
    LoggingSetup.configure(new LogOptions(level, format), List.of(), out);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return text().lines().toList();
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(text());
  }
}
