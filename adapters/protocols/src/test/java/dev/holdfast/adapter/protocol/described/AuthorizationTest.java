package dev.holdfast.adapter.protocol.described;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.Credentials;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the credentials put into the opening handshake. */
final class AuthorizationTest {

  private static final Optional<String> NONE = Optional.empty();

  @Test
  void aTokenIsABearer() {
    assertHeader(new Credentials(NONE, NONE, Optional.of("abc.def")), "Bearer abc.def");
  }

  @Test
  void aTokenWinsOverAPassword() {
    assertHeader(
        new Credentials(Optional.of("a@b.test"), Optional.of("pw"), Optional.of("abc")),
        "Bearer abc");
  }

  /** The example of RFC 7617 section 2. */
  @Test
  void userNameAndPasswordAreBasic() {
    assertHeader(
        new Credentials(Optional.of("Aladdin"), Optional.of("open sesame"), NONE),
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }

  /** The example of RFC 7617 section 2.1. */
  @Test
  void basicIsUtf8() {
    assertHeader(
        new Credentials(Optional.of("test"), Optional.of("123\u00A3"), NONE),
        "Basic dGVzdDoxMjPCow==");
  }

  @Test
  void halfOfAPairIsNothing() {
    assertNone(new Credentials(Optional.of("a@b.test"), NONE, NONE));
    assertNone(new Credentials(NONE, Optional.of("pw"), NONE));
    assertNone(Credentials.none());
  }

  private static void assertHeader(Credentials credentials, String value) {
    assertThat(Authorization.AUTO.header(credentials)).isEqualTo(Map.of("Authorization", value));
  }

  private static void assertNone(Credentials credentials) {
    assertThat(Authorization.AUTO.header(credentials)).isEmpty();
  }
}
