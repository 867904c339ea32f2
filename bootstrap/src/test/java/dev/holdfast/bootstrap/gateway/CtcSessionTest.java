package dev.holdfast.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@code ctc} gateway says, every known bug included, with no socket and no clock. */
class CtcSessionTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final String LOGIN =
      "{'Type':'POST_LOGIN','From':'UI','To':'SERV',"
          + "'Data':{'Email':'demo@holdfast.test','Password':'not-a-secret'}}";
  private static final String LOGGED_IN =
      "{'Type':'RTN_LOGIN','From':'SERV','Target':'UI','Data':{'Email':'demo@holdfast.test',"
          + "'First':'Demo','Last':'Operator','Success':true,'AccessLevel':1,'Verified':true}}";
  private static final String DONE = "{'Type':'RTN_DYN','From':'SERV','Target':'UI','Data':{}}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private CtcSession session = session(1, 3);
  private Duration now = Duration.ZERO;

  // --- login ---

  @Test
  void theLoginIsAnsweredByTheUser() {
    assertThat(say(LOGIN)).containsExactly(LOGGED_IN);
  }

  @ParameterizedTest
  @CsvSource({"demo@holdfast.test, wrong", "else@holdfast.test, not-a-secret"})
  void aWrongLoginIsAnErrorAndTheConnectionGoesOn(String email, String password) {
    assertThat(
            say(
                "{'Type':'POST_LOGIN','Data':{'Email':'"
                    + email
                    + "','Password':'"
                    + password
                    + "'}}"))
        .containsExactly(error("'POST_LOGIN'", "Invalid email or password"));
    assertThat(command("POST_SUB_CHANGES", "")).contains("before assignment");

    assertThat(say(LOGIN)).containsExactly(LOGGED_IN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'Password':'not-a-secret'}            | 'Email'",
        "{'Email':'demo@holdfast.test'}         | 'Password'",
        "[]                                     | 'Email'",
      })
  void aFieldThatIsMissingIsAnException(String data, String key) {
    assertThat(say("{'Type':'POST_LOGIN','Data':" + data + "}"))
        .containsExactly(error("null", key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'ping'}",
        "{'Type':'GET_DYN_CONNECTED','From':'UI','To':'SERV','Data':{}}",
        "{'Type':'POST_SUB_CHANGES','CorrelationId':1}",
        "{}",
      })
  void beforeTheLoginItTripsOverItsOwnVariable(String message) {
    assertThat(say(message))
        .containsExactly(error("null", "secondary_command referenced before assignment"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{", "[]", "{'a':1} {'a':2}"})
  void whatIsNoObjectIsAnException(String message) {
    String exception = error("null", "Expecting value: line 1 column 1 (char 0)");
    assertThat(say(message)).containsExactly(exception);
    say(LOGIN);
    assertThat(say(message)).containsExactly(exception);
    assertThat(say("[".repeat(100_000))).containsExactly(exception);
  }

  @Test
  void aBinaryMessageIsAnException() {
    assertThat(session.answersToBinary())
        .singleElement()
        .asString()
        .contains("RTN_ERR", "\"Attempt\":null");
  }

  // --- bugs after the login ---

  @Test
  void aJsonPingIsAnsweredByTwoLogins() {
    say(LOGIN);
    assertThat(say("{'type':'ping'}")).containsExactly(LOGGED_IN, LOGGED_IN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Type':'POST_LOGIN','CorrelationId':7,'Data':{}}",
        "{'Type':'GET_DYN_CONNECTED','From':'UI','To':'SERV','Data':{},'CorrelationId':'a'}",
        "{'CorrelationId':null,'Type':'TAKE_DYN_READING','Data':{'Serial':310001}}",
      })
  void aCorrelationIdIsAnException(String message) {
    say(LOGIN);
    assertThat(say(message))
        .containsExactly(error("null", "unexpected keyword argument 'CorrelationId'"));
    assertThat(session.nextAt()).as("nothing was begun").isEmpty();
  }

  @Test
  void nowAndThenASecondLoginComesBeforeAnAnswer() {
    say(LOGIN);
    int uninvited = 0;
    for (int i = 0; i < 200; i++) {
      List<String> answers = say("{'Type':'POST_SUB_CHANGES','Data':{}}");
      assertThat(answers.get(answers.size() - 1)).isEqualTo(DONE);
      if (answers.size() > 1) {
        assertThat(answers).containsExactly(LOGGED_IN, DONE);
        uninvited++;
      }
    }
    assertThat(uninvited).isBetween(10, 50);
  }

  // --- commands ---

  @Test
  void sensorsAreToldByTheirNumbers() {
    say(LOGIN);
    JsonNode data = read(command("GET_DYN_CONNECTED", "")).get("Data");

    List<String> serials = new ArrayList<>();
    data.fieldNames().forEachRemaining(serials::add);
    assertThat(serials).containsExactly("310001", "310002", "310003");
    JsonNode second = data.get("310002");
    assertThat(second.get("Serial").isInt()).isTrue();
    assertThat(second.get("Serial").intValue()).isEqualTo(310_002);
    assertThat(second.get("Connected").intValue()).isEqualTo(1);
    assertThat(second.get("Samples").intValue()).isEqualTo(400);
    assertThat(second.get("ReadRate").intValue()).isEqualTo(512);
    assertThat(second.get("Name").textValue()).isEqualTo("fan-1");
    assertThat(second.has("PartNum")).isTrue();
  }

  @Test
  void noSensorsAreAnEmptyList() {
    session = session(1, 0);
    say(LOGIN);
    assertThat(command("GET_DYN_CONNECTED", ""))
        .isEqualTo("{'Type':'RTN_DYN','From':'SERV','Target':'UI','Data':[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'Serial':1}         | Sensor 1 is not connected",
        "{'Serial':'310001'}  | Sensor 310001 is not connected",
        "{'Serial':310001.0}  | Sensor 310001.0 is not connected",
        "{'Serial':4295277297}| Sensor 4295277297 is not connected",
        "{'Serial':99999999999999999999} | Sensor 99999999999999999999 is not connected",
        "{'Serial':null}      | Sensor null is not connected",
      })
  void anUnknownSensorIsAnErrorThatNamesTheCommand(String data, String why) {
    say(LOGIN);
    assertThat(command("TAKE_DYN_READING", data)).isEqualTo(error("'TAKE_DYN_READING'", why));
    assertThat(session.nextAt()).isEmpty();
  }

  @Test
  void aReadingOfNoSensorIsAnException() {
    say(LOGIN);
    assertThat(command("TAKE_DYN_READING", "")).isEqualTo(error("null", "'Serial'"));
  }

  @Test
  void anUnknownCommandIsAnErrorThatNamesIt() {
    say(LOGIN);
    assertThat(command("FLY", "")).isEqualTo(error("'FLY'", "Unknown command"));
    assertThat(say("{'type':'pong'}")).last().isEqualTo(error("null", "'Type'"));
  }

  // --- readings ---

  @Test
  void aReadingIsStartedThenTold() {
    subscribe();
    List<String> all = new ArrayList<>(say(take(310_001)));
    all.addAll(everythingDue());

    assertThat(all).contains(DONE);
    assertThat(types(all)).contains("NOT_DYN_READING_STARTED", "NOT_DYN_READING");
    JsonNode started = ofType(all, "NOT_DYN_READING_STARTED");
    assertThat(started.get("Serial").isInt()).isTrue();
    assertThat(started.get("Success").booleanValue()).isTrue();
    JsonNode reading = ofType(all, "NOT_DYN_READING");
    assertThat(reading.get("ID").intValue()).isEqualTo(1);
    assertThat(reading.get("Serial").textValue()).as("text, not a number").isEqualTo("310001");
    assertThat(reading.get("Time").textValue()).isEqualTo("2026-11-25 12:00:00");
    for (String axis : List.of("X", "Y", "Z")) {
      double[] samples =
          Arrays.stream(reading.get(axis).textValue().split(",", -1))
              .mapToDouble(Double::parseDouble)
              .toArray();
      assertThat(samples).hasSize(400);
      double rms = Math.sqrt(Arrays.stream(samples).map(x -> x * x).average().orElseThrow());
      assertThat(rms).as(axis).isBetween(0.005, 0.2);
    }
  }

  @Test
  void theBeginningCanOvertakeTheAnswer() {
    subscribe();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<String> all = new ArrayList<>(say(take(310_001)));
      all.addAll(everythingDue());
      List<String> types = types(all);
      assertThat(types.indexOf("NOT_DYN_READING"))
          .isGreaterThan(types.indexOf("NOT_DYN_READING_STARTED"))
          .isGreaterThan(types.indexOf("RTN_DYN"));
      places.add(types.indexOf("NOT_DYN_READING_STARTED") - types.indexOf("RTN_DYN"));
    }
    assertThat(places).contains(-1, 1).containsOnly(-1, 1);
  }

  @Test
  void theTemperatureComesAfterMostReadings() {
    subscribe();
    int warm = 0;
    for (int i = 0; i < 40; i++) {
      say(take(310_001));
      List<String> told = everythingDue();
      int temperature = types(told).indexOf("NOT_DYN_TEMP");
      if (temperature >= 0) {
        assertThat(temperature).isGreaterThan(types(told).indexOf("NOT_DYN_READING"));
        assertThat(ofType(told, "NOT_DYN_TEMP").get("Serial").isTextual()).isTrue();
        assertThat(ofType(told, "NOT_DYN_TEMP").get("Temp").doubleValue()).isBetween(30.0, 46.0);
        warm++;
      }
    }
    assertThat(warm).isBetween(20, 39);
  }

  @Test
  void aReadingTakesItsTime() {
    subscribe();
    say(take(310_001));
    Duration first = session.nextAt().orElseThrow();
    assertThat(session.due(first.minusNanos(1))).isEmpty();

    List<String> told = new ArrayList<>();
    while (!types(told).contains("NOT_DYN_READING")) {
      now = session.nextAt().orElseThrow();
      session.due(now).forEach(text -> told.add(text.replace('"', '\'')));
    }
    // 400 samples at 1000 Hz, and the radio after that.
    assertThat(now).isBetween(Duration.ofMillis(400), Duration.ofMillis(1050));
  }

  @Test
  void whoIsNotSubscribedHearsNothing() {
    say(LOGIN);
    assertThat(command("TAKE_DYN_READING", "{'Serial':310001}")).isEqualTo(DONE);
    assertThat(everythingDue()).isEmpty();

    subscribe();
    say(take(310_001));
    command("POST_UNSUB_CHANGES", "");
    assertThat(everythingDue()).isEmpty();
  }

  @Test
  void aSensorTakesOneReadingAtATime() {
    subscribe();
    say(take(310_001));
    assertThat(last(say(take(310_001))))
        .isEqualTo(error("'TAKE_DYN_READING'", "Sensor 310001 is busy"));
    assertThat(last(say(take(310_002)))).isEqualTo(DONE);

    List<String> told = new ArrayList<>();
    while (!told.toString().contains("NOT_DYN_READING','")) {
      now = session.nextAt().orElseThrow();
      session.due(now).forEach(text -> told.add(text.replace('"', '\'')));
    }
    assertThat(last(say(take(310_001)))).as("before its temperature came").isEqualTo(DONE);
  }

  @Test
  void connectionsShareTheSensorsButNothingElse() {
    CtcPlant plant = new CtcPlant(3, 1, InstantSource.fixed(NOON));
    session = new CtcSession(plant, GatewayAccount.demo());
    subscribe();
    CtcSession first = session;
    session = new CtcSession(plant, GatewayAccount.demo());
    assertThat(command("TAKE_DYN_READING", "{'Serial':310001}")).contains("before assignment");
    subscribe();
    say(take(310_001));
    assertThat(first.nextAt()).as("told to the one who asked").isEmpty();
    long own = ofType(everythingDue(), "NOT_DYN_READING").get("ID").longValue();

    session = first;
    say(take(310_001));
    assertThat(ofType(everythingDue(), "NOT_DYN_READING").get("ID").longValue()).isEqualTo(own + 1);
  }

  @Test
  void sameSeedSameConversation() {
    assertThat(conversation(7)).isEqualTo(conversation(7)).isNotEqualTo(conversation(8));
  }

  private List<String> conversation(long seed) {
    session = session(seed, 3);
    now = Duration.ZERO;
    subscribe();
    List<String> all = new ArrayList<>();
    IntStream.range(0, 12)
        .forEach(
            i -> {
              all.addAll(say(take(310_001 + i % 3)));
              all.addAll(everythingDue());
              all.add(now.toString());
            });
    return all;
  }

  private static CtcSession session(long seed, int sensors) {
    return new CtcSession(
        new CtcPlant(sensors, seed, InstantSource.fixed(NOON)), GatewayAccount.demo());
  }

  private void subscribe() {
    say(LOGIN);
    command("POST_SUB_CHANGES", "");
  }

  /** Gives a command; the last thing said is its answer, unless a reading begins. */
  private String command(String type, String data) {
    return last(
        say(
            "{'Type':'"
                + type
                + "','From':'UI','To':'SERV','Data':"
                + (data.isEmpty() ? "{}" : data)
                + "}"));
  }

  private static String take(int serial) {
    return "{'Type':'TAKE_DYN_READING','From':'UI','To':'SERV','Data':{'Serial':" + serial + "}}";
  }

  private List<String> say(String message) {
    return session.answersTo(message.replace('\'', '"'), now).stream()
        .map(answer -> answer.replace('"', '\''))
        .toList();
  }

  /** Lets time pass until the gateway has nothing more to say. */
  private List<String> everythingDue() {
    List<String> told = new ArrayList<>();
    for (Optional<Duration> at = session.nextAt(); at.isPresent(); at = session.nextAt()) {
      now = at.get();
      session.due(now).forEach(text -> told.add(text.replace('"', '\'')));
    }
    return told;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private static List<String> types(List<String> messages) {
    return messages.stream()
        .map(message -> read(message).get("Type").textValue())
        .filter(type -> !type.equals("RTN_LOGIN"))
        .toList();
  }

  private static JsonNode ofType(List<String> messages, String type) {
    return messages.stream()
        .map(CtcSessionTest::read)
        .filter(message -> message.get("Type").textValue().equals(type))
        .findFirst()
        .orElseThrow()
        .get("Data");
  }

  private static JsonNode read(String message) {
    try {
      return JSON.readTree(message.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String error(String attempt, String error) {
    return "{'Type':'RTN_ERR','From':'SERV','Target':'UI','Data':{'Attempt':"
        + attempt
        + ",'Error':'"
        + error
        + "'}}";
  }
}
