package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory that zlib takes, which the collector does not see, is given back. */
@Timeout(180)
class NativeMemoryTest {

  /** Compiled code and the like; a leak would be some 100 MiB of links, 800 MiB of inflaters. */
  private static final long TOLERATED = 32 << 20;

  private static final Pattern ANSWER = Pattern.compile("grown by (-?\\d+)");

  @TempDir private Path folder;

  @BeforeEach
  void requireLinux() {
    assumeTrue(Files.isReadable(NativeGrowth.STATUS));
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"MESSAGE_BY_MESSAGE", "ACROSS_MESSAGES"})
  void ofTwentyThousandInflaters(Compression compression) throws Exception {
    assertThat(growth("inflaters", compression.name())).isLessThan(TOLERATED);
  }

  @Test
  void ofTenThousandLinksWithCompression() throws Exception {
    assertThat(growth("links")).isLessThan(TOLERATED);
  }

  private long growth(String... arguments) throws Exception {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms600m", "-Xmx600m", "-Xmn500m", "-XX:+AlwaysPreTouch"));
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add(NativeGrowth.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    Matcher answer = ANSWER.matcher(said);
    assertThat(answer.find()).as(said).isTrue();
    return Long.parseLong(answer.group(1));
  }
}
