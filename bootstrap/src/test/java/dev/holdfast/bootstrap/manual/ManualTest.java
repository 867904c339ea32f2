package dev.holdfast.bootstrap.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.cli.HoldfastCommand;
import dev.holdfast.bootstrap.config.SettingNames;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ManualTest {

  private static final String PAGE = Manual.page("1.2.3", "2026-01-02");

  @Test
  void everyCommandWithEveryOptionIsOnThePage() {
    List<CommandLine> commands = commands(new CommandLine(new HoldfastCommand())).toList();

    assertThat(commands).hasSizeGreaterThan(15);
    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName();
      int begin = PAGE.indexOf(".SS \"" + Roff.escaped(name) + "\"\n");
      assertThat(begin).as(name).isPositive();
      String part = PAGE.substring(begin, PAGE.indexOf("\n.S", begin + 1));
      command.getCommandSpec().options().stream()
          .filter(option -> !option.hidden())
          .filter(option -> !List.of("--help", "--version").contains(option.longestName()))
          .forEach(
              option ->
                  assertThat(part)
                      .as("%s %s", name, option.longestName())
                      .contains(".TP\n\\fB" + Roff.escaped(option.names()[0])));
    }
  }

  @Test
  void exitCodesAndSettingsAreOnThePage() {
    for (ExitCode code : ExitCode.values()) {
      assertThat(PAGE).contains(".TP\n\\fB" + code.status() + "\\fR\n");
    }
    for (SettingNames setting : SettingNames.all()) {
      assertThat(PAGE).contains(".TP\n\\fB" + setting.variable() + "\\fR\n");
    }
  }

  @Test
  void thePageSaysWhatItIsAndNothingThatPicocliFillsIn() {
    assertThat(PAGE)
        .startsWith(".TH \"HOLDFAST\" 1 2026-01-02 \"holdfast 1.2.3\" \"User Commands\"\n")
        .contains("holdfast \\- keeps a WebSocket link to a device gateway alive\n")
        .doesNotContain("${", "%n", "%%", "\n\n");
    assertThat(PAGE.lines().filter(line -> !line.startsWith(".") && !line.startsWith("\\fB")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void textIsNeverUnderstoodAsMarkup() {
    assertThat(Roff.escaped(".env, if any")).isEqualTo("\\&.env, if any");
    assertThat(Roff.escaped("'quoted'")).isEqualTo("\\&'quoted'");
    assertThat(Roff.escaped("a\\b --c\n ~/x")).isEqualTo("a\\eb \\-\\-c \\(ti/x");
  }

  @Test
  void whatBeginsALineAfterWrappingIsNoControlLineEither() {
    String text = "x".repeat(76) + " .env is read";

    assertThat(new Roff().text(text).page()).isEqualTo("x".repeat(76) + "\n\\&.env is read\n");
  }

  @Test
  void bashIsToldOfEveryCommand() {
    assertThat(Manual.completion())
        .doesNotStartWith("#!")
        .contains("complete -F _complete_holdfast -o default holdfast");
    commands(new CommandLine(new HoldfastCommand()))
        .map(command -> command.getCommandSpec().qualifiedName("_"))
        .forEach(
            name -> assertThat(Manual.completion()).contains("function _picocli_" + name + "()"));
  }

  @Test
  void packedWithoutNameAndTimeAndUnpackedAgain() throws IOException {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    byte[] packed = Manual.packed(page);

    assertThat(packed).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2);
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      assertThat(gzip.readAllBytes()).isEqualTo(page);
    }
  }

  @Test
  void filesAreWrittenWhereTheBuildWantsThem(@TempDir Path folder) throws IOException {
    Path changelog = Files.writeString(folder.resolve("changelog"), "holdfast (1.2.3)\n");

    Manual.main(
        new String[] {
          folder.resolve("new").toString(), "1.2.3", "2026-01-02T00:00:00Z", changelog.toString()
        });

    assertThat(folder.resolve("new/holdfast.1")).hasContent(PAGE);
    assertThat(folder.resolve("new")).isDirectoryContaining("glob:**/holdfast.1.gz");
    assertThat(folder.resolve("new")).isDirectoryContaining("glob:**/holdfast.bash");
    assertThat(folder.resolve("new")).isDirectoryContaining("glob:**/changelog.gz");
  }

  /** Those below a command, at any depth. */
  private static Stream<CommandLine> commands(CommandLine above) {
    return above.getSubcommands().values().stream()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .flatMap(command -> Stream.concat(Stream.of(command), commands(command)));
  }
}
