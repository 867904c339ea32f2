package dev.holdfast.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.architecture.Rulebook.Entry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule on poms, sources and pages holds here and in the miniature, and fails on damage. */
final class RepositoryTest {

  @TempDir private Path folder;

  static List<Entry<RepositoryRule>> rules() {
    return Rulebook.repository();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void holds(Entry<RepositoryRule> entry) {
    assertThat(entry.rule().law().apply(Repository.here())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void failsOnDamage(Entry<RepositoryRule> entry) {
    Miniature miniature = Miniature.in(folder);
    Repository repository = new Repository(folder);
    assertThat(entry.rule().law().apply(repository)).isEmpty();
    entry.rule().damage().accept(miniature);
    assertThat(entry.rule().law().apply(repository)).hasSize(1);
  }

  @Test
  void looksAtWhatIsThere() {
    Repository repository = Repository.here();
    assertThat(repository.adapters()).isNotEmpty();
    assertThat(repository.allSources("main")).hasSizeGreaterThan(100);
    assertThat(repository.allSources("test")).hasSizeGreaterThan(50);
    assertThat(repository.files(repository.root().resolve("bootstrap/docs/adr"), ".md"))
        .isNotEmpty();
  }
}
