package dev.holdfast.adapter.simulation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.adapter.simulation.fleet.StormResult;
import dev.holdfast.adapter.simulation.preset.Presets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements on a result. */
class RequirementTest {

  /** Two devices, with a figure of its own for every metric. */
  private static final StormResult RESULT =
      new StormResult(
          Presets.holdfast(),
          "outage",
          1,
          2,
          true,
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          List.of(),
          new StormResult.Peaks(1_000, 2_000, 500),
          new StormResult.Back(
              Optional.of(Duration.ofSeconds(10)),
              Optional.of(Duration.ofMillis(20_500)),
              Optional.of(Duration.ofSeconds(90)),
              Optional.empty()),
          new StormResult.Downtime(Duration.ZERO, Duration.ZERO, Duration.ZERO),
          40,
          25,
          10,
          20,
          0.05,
          1,
          new StormResult.Cost(1, Duration.ZERO, Duration.ZERO, 1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "peak<=2000/s",
        "peak<=2000",
        " peak <= 2000 /s ",
        "peak==2000/s",
        "peak<2000.5/s",
        "peak>1999/s",
        "peak-first<=1000/s",
        "peak-during>=2000/s",
        "peak-recovery<501/s",
        "t50<=10s",
        "t50==10000ms",
        "t90<=20.5s",
        "t90<21s",
        "t99<=1.5m",
        "t99<0.1h",
        "attempts<=12.5",
        "wasted<=25%",
        "wasted>24.9%",
        "at-cap<=5%",
        "gave-up<=1",
        "gave-up==1",
      })
  void whatIsMetSaysNothing(String text) throws RequirementException {
    assertThat(Requirement.parse(text).failureOf(RESULT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "peak<=1999/s | holdfast: peak<=1999/s does not hold, peak is 2,000/s",
        "peak<2000/s | holdfast: peak<2000/s does not hold, peak is 2,000/s",
        "peak-recovery>500/s | holdfast: peak-recovery>500/s does not hold, peak-recovery is 500/s",
        "t90<=20s | holdfast: t90<=20s does not hold, t90 is 20.5 s",
        "t99<=60s | holdfast: t99<=60s does not hold, t99 is 90 s",
        "t100<=9h | holdfast: t100<=9h does not hold, t100 is never",
        "t100>=1s | holdfast: t100>=1s does not hold, t100 is never",
        "attempts<12.5 | holdfast: attempts<12.5 does not hold, attempts is 12.5",
        "wasted<25% | holdfast: wasted<25% does not hold, wasted is 25 %",
        "at-cap==0% | holdfast: at-cap==0% does not hold, at-cap is 5 %",
        "gave-up==0 | holdfast: gave-up==0 does not hold, gave-up is 1",
      })
  void whatIsNotMetSaysWhatWasMeasured(String text, String failure) throws RequirementException {
    assertThat(Requirement.parse(text).failureOf(RESULT)).contains(failure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "peak | 'peak' is no requirement; expected a metric, an operator and a value, such as"
            + " peak<=2000/s or t99<=60s",
        "'' | '' is no requirement; expected a metric, an operator and a value, such as"
            + " peak<=2000/s or t99<=60s",
        "height<=3m | 'height<=3m': no metric height; expected one of peak, peak-first,"
            + " peak-during, peak-recovery, t50, t90, t99, t100, attempts, wasted, at-cap, gave-up",
        "peak=<3/s | 'peak=<3/s': no operator =<; expected <=, <, >=, > or ==",
        "peak<=60s | 'peak<=60s': peak needs a number per second such as 2000/s",
        "t99<=60 | 't99<=60': t99 needs a duration such as 60s, 500ms or 5m",
        "t99<=60/s | 't99<=60/s': t99 needs a duration such as 60s, 500ms or 5m",
        "t99<=-1s | 't99<=-1s': t99 needs a duration such as 60s, 500ms or 5m",
        "attempts<=many | 'attempts<=many': attempts needs a number such as 20",
        "attempts<=20% | 'attempts<=20%': attempts needs a number such as 20",
        "wasted<=0.5 | 'wasted<=0.5': wasted needs a share such as 5%",
        "peak<=1e999/s | 'peak<=1e999/s': peak needs a number per second such as 2000/s",
        "peak<=9999999999999/s | 'peak<=9999999999999/s': peak needs a number per second such as"
            + " 2000/s",
      })
  void badOnesAreExplainedInOneLine(String text, String message) {
    assertThatThrownBy(() -> Requirement.parse(text))
        .isInstanceOf(RequirementException.class)
        .hasMessage(message);
  }

  @Test
  void controlCharactersAreNotRepeated() {
    assertThatThrownBy(() -> Requirement.parse("pe\u001bak\n<=1"))
        .hasMessageStartingWith("'pe?ak?<=1' is no requirement");
  }

  @Test
  void itIsShownAsItWasWritten() throws RequirementException {
    assertThat(Requirement.parse(" t99<=60s ")).hasToString("t99<=60s");
  }
}
