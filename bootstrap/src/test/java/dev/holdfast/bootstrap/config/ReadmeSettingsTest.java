package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's configuration table and exit codes, held against the code. */
class ReadmeSettingsTest {

  private String readme = "";

  @BeforeEach
  void read() throws IOException {
    readme = Files.readString(Path.of("..", "README.md"));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void everySettingStandsInTheTableWithItsDefault(Setting setting) {
    String row =
        readme
            .lines()
            .filter(line -> line.startsWith("|") && line.contains("`" + setting.name() + "`"))
            .findFirst()
            .orElse("");

    assertThat(row).as("the row of %s", setting).isNotEmpty();
    setting.defaultText().ifPresent(text -> assertThat(row).contains("`" + text + "`"));
  }

  @Test
  void everyExitCodeIsExplained() {
    String text = readme.replaceAll("\\s+", " ");

    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::status))
        .allSatisfy(status -> assertThat(text).containsPattern("[:;] " + status + " \\w"));
  }
}
