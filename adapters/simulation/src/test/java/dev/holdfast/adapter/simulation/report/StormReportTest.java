package dev.holdfast.adapter.simulation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.adapter.simulation.fleet.FleetPolicy;
import dev.holdfast.adapter.simulation.fleet.StormResult;
import dev.holdfast.adapter.simulation.preset.Presets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table, JSON and CSV. */
class StormReportTest {

  private static final StormReport TWO =
      report(Presets.holdfast(), Presets.named("signalr").orElseThrow());

  static StormReport report(FleetPolicy... policies) {
    return new StormReport(
        "An outage of five minutes",
        "All links drop at once; the gateway refuses everybody for 300 s.",
        Arrays.stream(policies).map(Outage::of).toList());
  }

  @Test
  void theTableHasALineForEachPolicyAndSaysWhatItIs() {
    List<String> lines = TWO.table().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "An outage of five minutes: 1,000 devices, 10 min simulated, recovery at 300 s, seed 1");
    assertThat(lines).contains("All links drop at once; the gateway refuses everybody for 300 s.");
    assertThat(lines).anyMatch(line -> line.matches("policy +/device +first 10 s +later .*"));
    assertThat(lines)
        .anyMatch(line -> line.matches("holdfast +2\\d +\\d+ +\\d+ +\\d+ +[\\d.]+ s .* 0 % +0"));
    assertThat(lines)
        .anyMatch(
            line -> line.matches("signalr +4 .* never +never +never +never +100 % +25 % +1,000"));
    assertThat(lines).noneMatch(line -> line.length() > 120 || line.endsWith(" "));
    assertThat(TWO.table()).endsWith("\n").doesNotContain("ended early");
  }

  @Test
  void columnsAreAligned() {
    List<String> rows =
        TWO.table().lines().filter(line -> line.matches("(policy|holdfast|signalr) .*")).toList();
    assertThat(rows).hasSize(3);
    assertThat(rows.stream().map(String::length).distinct()).hasSize(1);
  }

  @Test
  void whatWasEndedEarlyIsMarked() {
    StormResult result = cutShort(Outage.of(Presets.holdfast()));
    StormReport report = new StormReport("An outage", "", List.of(result));
    assertThat(report.table()).contains("\nholdfast * ").contains("* ended early");
    assertThat(html(report)).contains("Holdfast *").contains("Ended early");
  }

  @Test
  void jsonHoldsEverySecond() throws IOException {
    String json = json(TWO);
    List<String> names = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
          numbers.add(parser.getIntValue());
        }
      }
    }
    assertThat(names)
        .contains("format", "peaks", "back", "nearlyAll", "shareAtCap", "bytesPerDevice", "up");
    assertThat(numbers).hasSizeGreaterThan(2 * 4 * 600);
    assertThat(json)
        .contains("\"half\":null")
        .contains("\"name\":\"signalr\"")
        .contains("\"recovery\":300.0")
        .endsWith("}\n");
  }

  @Test
  void csvHasALineForEachPolicyAndForEachSecond() throws IOException {
    FleetPolicy odd = new FleetPolicy("odd", "says \"hi\", twice", Presets.holdfast().policy(), "");
    StringBuilder out = new StringBuilder();
    StormReport report = report(odd, Presets.named("signalr").orElseThrow());
    report.writeSummaryCsv(out);
    String[] lines = out.toString().split("\r\n", -1);
    assertThat(lines).hasSize(4);
    assertThat(lines[0]).startsWith("policy,title,devices,seed,");
    assertThat(lines[1]).startsWith("odd,\"says \"\"hi\"\", twice\",1000,1,true,600.000,300.000,");
    assertThat(lines[2]).contains(",,,,").endsWith(",1000").doesNotContain("never");
    assertThat(lines[2].replace(", .NET", "").split(",", -1))
        .hasSameSizeAs(lines[0].split(",", -1));

    out.setLength(0);
    report.writeSecondsCsv(out);
    assertThat(out.toString().split("\r\n", -1)).hasSize(2 + 2 * 600);
    assertThat(out.toString()).startsWith("policy,second,attempts,accepted,refused,up\r\nodd,0,");
  }

  @Test
  void thePageHoldsAllFiguresAndNeedsNothingElse() {
    String page = html(TWO);
    for (StormResult result : TWO.results()) {
      for (Column column : Column.values()) {
        assertThat(page).contains(">" + Template.escaped(column.of(result)) + "</td>");
      }
      assertThat(page).contains(result.policy().title());
    }
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("<title>Fleet storm: An outage of five minutes</title>")
        .contains("the gateway refuses everybody for 300 s.")
        .contains("1,000 devices")
        .contains("Leon Sorokin")
        .contains("prefers-color-scheme: dark")
        .contains("name=\"viewport\"")
        .doesNotContain("@@");
    // Nothing that a browser would fetch; the comments of the library may name its home.
    assertThat(page)
        .doesNotContainPattern("(?i)(src|href|action|data)\\s*=\\s*[\"'](?!policy)")
        .doesNotContainPattern("(?i)url\\(|@import|\\bfetch\\(|XMLHttpRequest|sendBeacon");
  }

  @Test
  void theDataOfThePageIsComplete() throws IOException {
    String data = data(html(TWO));
    List<Integer> lengths = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(data)) {
      int length = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          length = 0;
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
          length++;
        } else if (token == JsonToken.END_ARRAY && length > 10) {
          lengths.add(length);
        }
      }
    }
    assertThat(lengths.subList(0, 3)).containsExactly(600, 600, 600);
  }

  @Test
  void aTitleCannotBreakOutOfThePage() {
    FleetPolicy bad =
        new FleetPolicy(
            "bad",
            "</script><script>alert('1')</script>",
            Presets.holdfast().policy(),
            "<img onerror=alert(1)> & \"@@data@@\"");
    String harmless = html(report(Presets.holdfast()));
    String page = html(new StormReport("<b>& co", "<i>\"quoted\"</i>", List.of(Outage.of(bad))));
    assertThat(occurrences(page, "(?i)<script")).isEqualTo(occurrences(harmless, "(?i)<script"));
    assertThat(occurrences(page, "(?i)</script")).isEqualTo(occurrences(harmless, "(?i)</script"));
    assertThat(page)
        .doesNotContain("<img", "<b>& co", "<i>\"quoted")
        .contains("&lt;b&gt;&amp; co")
        .contains("&lt;img onerror=alert(1)&gt; &amp; &quot;@@data@@&quot;");
    assertThat(data(page)).contains("\\u003c/script>");
  }

  @Test
  void aLongStormOfAllPoliciesStaysSmallAndKeepsItsPeaks() {
    StormResult outage = Outage.of(Presets.holdfast());
    List<StormResult.Second> seconds = new ArrayList<>();
    for (int i = 0; i < 24 * 3600; i++) {
      seconds.add(new StormResult.Second(i == 5003 ? 987_654 : 100_000, 0, 0, 1_000_000));
    }
    List<StormResult> results =
        Presets.all().stream().map(policy -> withSeconds(outage, policy, seconds)).toList();
    String page = html(new StormReport("A day", "Long.", results));
    assertThat(page.length()).isLessThan(1_000_000);
    assertThat(data(page)).contains("\"step\":96,").contains(",987654,");
  }

  private static StormResult cutShort(StormResult result) {
    return new StormResult(
        result.policy(),
        result.scenario(),
        result.seed(),
        result.devices(),
        false,
        result.simulated(),
        result.recovery(),
        result.seconds(),
        result.peaks(),
        result.back(),
        result.downtime(),
        result.attempts(),
        result.attemptsDuringFaults(),
        result.wastedAttempts(),
        result.attemptsMax(),
        result.shareAtCap(),
        result.gaveUp(),
        result.cost());
  }

  private static StormResult withSeconds(
      StormResult result, FleetPolicy policy, List<StormResult.Second> seconds) {
    return new StormResult(
        policy,
        result.scenario(),
        result.seed(),
        result.devices(),
        true,
        Duration.ofSeconds(seconds.size()),
        result.recovery(),
        seconds,
        result.peaks(),
        result.back(),
        result.downtime(),
        result.attempts(),
        result.attemptsDuringFaults(),
        result.wastedAttempts(),
        result.attemptsMax(),
        result.shareAtCap(),
        result.gaveUp(),
        result.cost());
  }

  private static String json(StormReport report) throws IOException {
    StringBuilder out = new StringBuilder();
    report.writeJson(out);
    return out.toString();
  }

  private static String html(StormReport report) {
    StringBuilder out = new StringBuilder();
    try {
      report.writeHtml(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString();
  }

  private static String data(String page) {
    Matcher matcher =
        Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static long occurrences(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
