package dev.holdfast.adapter.protocol;

import static dev.holdfast.adapter.protocol.Dialogue.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.protocol.description.DescriptionException;
import dev.holdfast.application.port.out.Request;
import dev.holdfast.application.port.out.SessionProtocol;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast a reading was sampled: told with it, or of its sensor before. */
final class SensorRatesTest {

  private static final String[] REMEMBERED = {
    "commands: {general: {send: {do: \"${name}\"}}}",
    "sensors:",
    "  ask: list",
    "  when: {/t: list}",
    "  each: /of",
    "  sensor: /serial",
    "  rate: /rate",
    "messages:",
    "  - {when: {/t: list}, is: answer, body: /of}",
    "  - {when: {/t: r}, is: notification, reading: {sensor: /s, rate: sensor, series: {x: /x}}}"
  };

  private final Dialogue dialogue = dialogue(REMEMBERED);

  private static SessionProtocol described(String... lines) {
    try {
      return Protocols.described("my.yaml", "name: x\n" + String.join("\n", lines));
    } catch (DescriptionException e) {
      throw new AssertionError(e);
    }
  }

  private static Dialogue dialogue(String... lines) {
    return new Dialogue(described(lines), PASSWORD).opens();
  }

  private static String withRate(String sensor, String rate) {
    return "notify {'topic':'','sensor':'"
        + sensor
        + "','sampleRateHz':"
        + rate
        + ",'series':{'x':{'values':[1],'rms':1.0,'peak':1.0,'crestFactor':1.0}}}";
  }

  private static String withoutRate(String sensor) {
    return withRate(sensor, "?").replace("'sampleRateHz':?,", "");
  }

  private static String reading(String sensor) {
    return "{'t':'r','s':" + sensor + ",'x':'1'}";
  }

  /** A list of sensors; nobody asked for it in order, so its answer is for the oldest. */
  private static String list(String sensors) {
    return "{'t':'list','of':" + sensors + "}";
  }

  @Test
  void isRememberedOfEachSensor() {
    dialogue
        .receives(reading("17"), withoutRate("17"))
        .receives(
            list("{'a':{'serial':17,'rate':512},'b':{'serial':18,'rate':25.6e3}}"),
            "answered oldest {'a':{'serial':17,'rate':512},'b':{'serial':18,'rate':25.6e3}}")
        .receives(reading("17"), withRate("17", "512"))
        .receives(reading("18"), withRate("18", "25600"))
        .receives(reading("19"), withoutRate("19"));
  }

  /** The same sensor is a number in one message and a text in the next, and so is its rate. */
  @Test
  void numbersAndTextsAreTheSame() {
    dialogue
        .receives(
            list("[{'serial':'17','rate':'0.5'},{'serial':18,'rate':1e3}]"),
            "answered oldest [{'serial':'17','rate':'0.5'},{'serial':18,'rate':1e3}]")
        .receives(reading("17"), withRate("17", "0.5"))
        .receives(reading("'17'"), withRate("17", "0.5"))
        .receives(reading("'18'"), withRate("18", "1000"));
  }

  @Test
  void theLatestThatWasToldHolds() {
    dialogue
        .receives(list("[{'serial':17,'rate':512}]"), "answered oldest [{'serial':17,'rate':512}]")
        .receives(
            list("[{'serial':17,'rate':1024}]"), "answered oldest [{'serial':17,'rate':1024}]")
        .receives(reading("17"), withRate("17", "1024"))
        // What says nothing about it changes nothing.
        .receives(list("[]"), "answered oldest []")
        .receives(
            list("[{'serial':17},{'serial':17,'rate':null}]"),
            "answered oldest [{'serial':17},{'serial':17,'rate':null}]")
        .receives(
            "{'t':'other','of':[{'serial':17,'rate':1}]}",
            "notify " + "{'t':'other','of':[{'serial':17,'rate':1}]}")
        .receives(reading("17"), withRate("17", "1024"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "'fast'", "true", "1e999", "1e-999", "[512]", "{'hz':512}", "''"})
  void whatIsNoRateIsToldOnceAndMakesTheRateUnknown(String rate) {
    String list = "[{'serial':17,'rate':" + rate + "}]";
    dialogue
        .receives(list("[{'serial':17,'rate':512}]"), "answered oldest [{'serial':17,'rate':512}]")
        .receives(
            list(list),
            "malformed sensors: expected a number above 0 as the rate of sensor 17",
            "answered oldest " + list)
        .receives(reading("17"), withoutRate("17"))
        .receives(list(list), "answered oldest " + list)
        .receives(list("[{'serial':17,'rate':512}]"), "answered oldest [{'serial':17,'rate':512}]")
        .receives(reading("17"), withRate("17", "512"));
  }

  @Test
  void severalWithoutARateAreToldInOneLine() {
    dialogue.receives(
        list("[{'serial':'a b\\n','rate':0},{'serial':18,'rate':0},{'serial':19,'rate':0}]"),
        "malformed sensors: expected a number above 0 as the rate of 3 sensors, such as one whose"
            + " name is not repeated here",
        "answered oldest "
            + "[{'serial':'a b\\n','rate':0},{'serial':18,'rate':0},{'serial':19,'rate':0}]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{}",
        "17",
        "null",
        "'x'",
        "[1]",
        "{'serial':17}",
        "{'rate':512}",
        "[[17]]",
        "[{}]",
        "`{'Serial':17,'Success':true}`",
        "`[{'serial':'','rate':512}]`"
      })
  void whatIsNoListOfSensorsTellsNothing(String of) {
    dialogue
        .receives(list(of), "answered oldest " + of.replace("'x'", "\"x\""))
        .receives(reading("17"), withoutRate("17"));
  }

  @Test
  void aMemberThatSaysSomethingTwiceIsNotBelieved() {
    dialogue
        .receives(
            list("[{'serial':17,'rate':1,'rate':2}]"),
            "malformed sensors: /rate is given twice",
            "answered oldest [{'serial':17,'rate':1,'rate':2}]")
        .receives(reading("17"), withoutRate("17"));
  }

  @Test
  void isNotRememberedForTheNextLink() {
    dialogue
        .receives(list("[{'serial':17,'rate':512}]"), "answered oldest [{'serial':17,'rate':512}]")
        .nextLink()
        .opens()
        .receives(reading("17"), withoutRate("17"));
  }

  @Test
  void theSensorsToldOfLeastLatelyAreForgottenAtTheLimit() {
    for (int i = 1; i <= 1_024; i++) {
      tell(i);
    }
    dialogue.receives(reading("1"), withRate("1", "512"));
    tell(1);
    String more = "[{'serial':1025,'rate':512}]";
    dialogue
        .receives(
            list(more),
            "malformed sensors: there are more than 1024; the rates of those told of least lately"
                + " are forgotten",
            "answered oldest " + more)
        .receives(reading("1025"), withRate("1025", "512"))
        .receives(reading("1"), withRate("1", "512"))
        .receives(reading("2"), withoutRate("2"))
        .receives(reading("3"), withRate("3", "512"));
    // Told once.
    tell(1_026);
    dialogue.receives(reading("3"), withoutRate("3"));
  }

  private void tell(int serial) {
    String list = "[{'serial':" + serial + ",'rate':512}]";
    dialogue.receives(list(list), "answered oldest " + list);
  }

  @Test
  void aLongNameIsNotRemembered() {
    String most = "s".repeat(256);
    for (String name : List.of(most, most + "s")) {
      dialogue.receives(
          list("[{'serial':'" + name + "','rate':512}]"),
          "answered oldest [{'serial':'" + name + "','rate':512}]");
    }
    dialogue
        .receives(reading("'" + most + "'"), withRate(most, "512"))
        .receives(reading("'" + most + "s'"), withoutRate(most + "s"));
  }

  @Test
  void aMemberOfAnObjectCanBeItsNameAndTheWholeMessageTheList() {
    dialogue(
            "sensors: {when: {/t: {not: r}}, each: \"\", rate: /rate}",
            "messages:",
            "  - {when: {/t: r}, is: notification,"
                + " reading: {sensor: /s, rate: sensor, series: {x: /x}}}")
        .receives("{'17':{'rate':512}}", "notify {'17':{'rate':512}}")
        .receives(reading("17"), withRate("17", "512"));
  }

  @Test
  void canBeInTheReadingItself() {
    dialogue(
            "messages:",
            "  - {when: {/t: r}, is: notification,"
                + " reading: {sensor: /s, rate: /hz, series: {x: /x}}}")
        .receives("{'t':'r','s':17,'hz':512,'x':'1'}", withRate("17", "512"))
        .receives("{'t':'r','s':17,'hz':'2.5','x':'1'}", withRate("17", "2.5"))
        .receives("{'t':'r','s':17,'x':'1'}", withoutRate("17"))
        .receives(
            "{'t':'r','s':17,'hz':0,'x':'1'}",
            "malformed rule 1: expected a number above 0 as the rate of sensor 17",
            withoutRate("17"))
        .receives("{'t':'r','s':17,'hz':0,'x':'1'}", withoutRate("17"));
  }

  @Test
  void theListIsAskedForAfterEveryLogin() {
    assertThat(described(REMEMBERED).questions()).containsExactly(new Request.Command("list", ""));
    assertThat(described().questions()).isEmpty();
  }
}
