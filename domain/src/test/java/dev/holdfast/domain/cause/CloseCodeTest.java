package dev.holdfast.domain.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The close codes of RFC 6455 section 7.4. */
final class CloseCodeTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
        4999
      })
  void mayBeSent(int code) {
    assertThat(CloseCode.mayBeSent(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Integer.MIN_VALUE,
        -1,
        0,
        999,
        1004,
        1005,
        1006,
        1015,
        1016,
        1100,
        2000,
        2999,
        5000,
        65_535
      })
  void mayNotBeSent(int code) {
    assertThat(CloseCode.mayBeSent(code)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1000, normal closure",
    "1001, going away",
    "1002, protocol error",
    "1003, unsupported data",
    "1005, no close code given",
    "1006, 'abnormal closure, no close frame'",
    "1007, invalid payload data",
    "1008, policy violation",
    "1009, message too big",
    "1010, mandatory extension missing",
    "1011, internal error",
    "1012, service restart",
    "1013, try again later",
    "1014, bad gateway",
    "1015, TLS handshake failed",
    "3000, registered with IANA by a library or framework",
    "3999, registered with IANA by a library or framework",
    "4000, private to the gateway",
    "4999, private to the gateway",
    "999, not a valid close code",
    "1004, not a valid close code",
    "2999, not a valid close code",
    "5000, not a valid close code",
  })
  void meaning(int code, String words) {
    assertThat(CloseCode.meaning(code)).isEqualTo(words);
  }

  @Test
  void everyCodeThatMayBeSentHasAMeaning() {
    for (int code = 0; code <= 65_535; code++) {
      if (CloseCode.mayBeSent(code)) {
        assertThat(CloseCode.meaning(code)).isNotEqualTo("not a valid close code");
      }
    }
  }
}
