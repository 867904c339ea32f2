package dev.holdfast.bootstrap.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
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
  void anExcerptShowsNoHalfOfASecret() {
    String secret = "s3cret-token-0123456789";
    SecretMask mask = SecretMask.of(List.of(secret));
    for (int before = 0; before < 300; before++) {
      for (String after : List.of("", "z".repeat(1000))) {
        String shown = mask.excerpt("x".repeat(before) + secret + after, 256);
        assertThat(shown).hasSizeLessThanOrEqualTo(256).doesNotContain("s3");
      }
    }
    assertThat(mask.excerpt("x".repeat(300), 256)).isEqualTo("x".repeat(256));
    assertThat(mask.excerpt("short " + secret, 256)).isEqualTo("short ***");
  }

  @Test
  void anExcerptOfManySecretsShowsNoHalfOfOne() {
    String secret = "s3cret-token-0123456789";
    SecretMask mask = SecretMask.of(List.of(secret));
    for (int before = 0; before < secret.length(); before++) {
      String text = "x".repeat(before) + secret.repeat(100);
      assertThat("x".repeat(before)).startsWith(mask.excerpt(text, 256).replace("*", ""));
    }
  }

  @Test
  void anExcerptInHexadecimalDigitsShowsNone() {
    SecretMask mask = SecretMask.of(List.of("s3cret"));
    String hex = HexFormat.of().formatHex("a s3cret b".getBytes(UTF_8));
    assertThat(mask.excerpt(hex, 256)).isEqualTo("6120***2062");
  }

  @Test
  void anExcerptCutsNoCharacterInHalf() {
    SecretMask mask = SecretMask.of(List.of());
    assertThat(mask.excerpt("xxx\ud83d\ude00", 4)).isEqualTo("xxx");
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
