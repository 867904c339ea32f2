package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code holdfast simulate worlds}: wrong usage. What it lives is the simulation's business. */
class SimulateWorldsCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seeds=0 | --seeds must be at least 1 but was 0",
        "--seeds=many | Invalid value for option '--seeds'",
        "--seed=1.5 | Invalid value for option '--seed'",
        "--verbose --seeds=2 | --verbose is for one world",
        "--verbose | --verbose is for one world",
      })
  void wrongUsageIsNamed(String arguments, String expected) {
    Outcome outcome = Outcome.of(new SimulateWorldsCommand(), arguments.split(" ", -1));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(expected);
  }
}
