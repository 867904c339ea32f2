package dev.holdfast.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Known secrets are found in any text, also as JSON and URLs write them. */
class SecretMaskTest {

  @Test
  void everyOccurrenceIsReplaced() {
    SecretMask mask = SecretMask.of(List.of("s3cret", "t0ken"));
    assertThat(mask.apply("s3cret t0ken=s3crets3cret")).isEqualTo("*** ***=******");
    assertThat(mask.apply("nothing here")).isEqualTo("nothing here");
    assertThat(mask.apply("")).isEmpty();
  }

  @Test
  void aSecretInsideAnotherDoesNotSaveItsRest() {
    assertThat(SecretMask.of(List.of("pass", "password")).apply("password")).isEqualTo("***");
    assertThat(SecretMask.of(List.of("password", "pass")).apply("password")).isEqualTo("***");
  }

  @Test
  void otherWaysToWriteItAreFound() {
    SecretMask mask = SecretMask.of(List.of("a\"b\\c d&e"));
    assertThat(mask.apply("{\"password\":\"a\\\"b\\\\c d&e\"}"))
        .isEqualTo("{\"password\":\"***\"}");
    assertThat(mask.apply("?p=a%22b%5Cc+d%26e")).isEqualTo("?p=***");
    assertThat(mask.apply("?p=a%22b%5Cc%20d%26e")).isEqualTo("?p=***");
    assertThat(SecretMask.of(List.of("a*b~c d")).apply("?p=a%2Ab~c%20d")).isEqualTo("?p=***");
  }

  @Test
  void whatIsTooShortIsNotLookedFor() {
    SecretMask mask = SecretMask.of(List.of("", "a", "abc", "abcd"));
    assertThat(mask.apply("a abc abcd")).isEqualTo("a abc ***");
  }

  @Test
  void secretsMayBecomeKnownLater() {
    SecretMask mask = SecretMask.of(List.of());
    assertThat(mask.apply("s3cret")).isEqualTo("s3cret");
    mask.learn("s3cret");
    mask.learn("s3cret");
    assertThat(mask.apply("s3cret")).isEqualTo("***");
    assertThat(mask.toString()).isEqualTo("SecretMask[1]");
  }

  @Test
  void ofThoseThatBecomeKnownLaterOnlyTheNewestAreKept() {
    SecretMask mask = SecretMask.of(List.of("from-the-start"));
    for (int i = 0; i < 1000; i++) {
      mask.learn("secret-number-" + i + "-");
    }
    assertThat(mask.toString()).isEqualTo("SecretMask[257]");
    assertThat(mask.apply("from-the-start")).isEqualTo("***");
    assertThat(mask.apply("secret-number-999-")).isEqualTo("***");
    assertThat(mask.apply("secret-number-744-")).isEqualTo("***");
    assertThat(mask.apply("secret-number-743-")).isEqualTo("secret-number-743-");
  }
}
