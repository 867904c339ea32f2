package dev.holdfast.bootstrap.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written at the end of a long run. */
class OutputFileTest {

  @TempDir private Path folder;

  @Test
  void whatItHeldIsReplacedAtTheEndOnly() throws Exception {
    Path path = Files.writeString(folder.resolve("x.csv"), "a long text of yesterday");
    OutputFile file = OutputFile.at(path);
    assertThat(path).hasContent("a long text of yesterday");
    file.write(out -> out.append("today"));
    assertThat(path).hasContent("today");
  }

  @Test
  void whatCannotBeWrittenIsKnownBeforehand() {
    assertThatThrownBy(() -> OutputFile.at(folder.resolve("no/where")))
        .isInstanceOf(OutputFileException.class)
        .hasMessage("cannot write " + folder.resolve("no/where") + ": there is no such folder");
    assertThatThrownBy(() -> OutputFile.at(folder))
        .isInstanceOf(OutputFileException.class)
        .hasMessage("cannot write " + folder + ": it is a folder");
  }

  @Test
  void aFailureWhileWritingIsNamed() throws Exception {
    OutputFile file = OutputFile.at(folder.resolve("x"));
    assertThatThrownBy(
            () ->
                file.write(
                    out -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(OutputFileException.class)
        .hasMessage("cannot write " + folder.resolve("x") + ": No space left on device");
  }

  @Test
  void theSecondsLieBesideTheSummary() {
    assertThat(ReportFiles.secondsBeside(Path.of("a/x.csv"))).isEqualTo(Path.of("a/x-seconds.csv"));
    assertThat(ReportFiles.secondsBeside(Path.of("x"))).isEqualTo(Path.of("x-seconds"));
    assertThat(ReportFiles.secondsBeside(Path.of(".csv"))).isEqualTo(Path.of(".csv-seconds"));
  }
}
