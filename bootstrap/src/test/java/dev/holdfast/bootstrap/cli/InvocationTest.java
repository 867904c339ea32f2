package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.config.ConfigRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class InvocationTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("GATEWAY_URL", "ws://gateway/");
  private static final Path FOLDER = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "run --config /etc/holdfast.yaml", "run --config=/etc/holdfast.yaml"})
  void asServicesStartIt(String line) {
    List<String> args = List.of(line.split(" "));

    Optional<RunOptions> plain = Invocation.plainRun(args, ENVIRONMENT, FOLDER);

    assertThat(plain).contains(RunOptions.of(asParsed(args)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "--help",
        "run --help",
        "run --stdin",
        "run --config",
        "run --config=",
        "run --config --help",
        "run --config @words",
        "run --config a.yaml --exit-on-eof",
        "run --env-file a.env",
        "run --config-file=a.yaml",
        "status run"
      })
  void everythingElseIsTheParsers(String line) {
    assertThat(Invocation.plainRun(List.of(line.split(" ")), ENVIRONMENT, FOLDER)).isEmpty();
  }

  @Test
  void nothingIsTheParsersToo() {
    assertThat(Invocation.plainRun(List.of(), ENVIRONMENT, FOLDER)).isEmpty();
  }

  /** What the parser makes of the words behind {@code run}. */
  private static ConfigRequest asParsed(List<String> args) {
    ConfigurationOptions options = new ConfigurationOptions();
    new CommandLine(options).parseArgs(args.subList(1, args.size()).toArray(String[]::new));
    return options.request(ENVIRONMENT, FOLDER);
  }
}
