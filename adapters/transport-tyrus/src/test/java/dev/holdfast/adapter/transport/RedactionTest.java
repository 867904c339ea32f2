package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.port.out.HandshakeRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the gateway quotes of our secrets is not shown. */
class RedactionTest {

  private final Redaction redaction =
      Redaction.of(
          new HandshakeRequest(
              URI.create("ws://gateway.example/path?key=abc%2Bdef&x=1"),
              Map.of("Authorization", "Bearer tok-en-123", "X-Id", "7"),
              List.of(),
              false));

  @Test
  void headerValuesAndTheirPartsAreTakenOut() {
    assertThat(redaction.apply("bad token tok-en-123, got 'Bearer tok-en-123'"))
        .isEqualTo("bad token ***, got '***'");
  }

  @Test
  void queryValuesAreTakenOutAsWrittenAndDecoded() {
    assertThat(redaction.apply("key abc%2Bdef is abc+def")).isEqualTo("key *** is ***");
  }

  @Test
  void shortValuesAndOtherWordsStay() {
    assertThat(redaction.apply("no route 7 to path")).isEqualTo("no route 7 to path");
  }

  @Test
  void nothingSecretIsInAToString() {
    HandshakeRequest request =
        new HandshakeRequest(
            URI.create("ws://gateway.example/?key=abcdefgh"),
            Map.of("Authorization", "Bearer tok-en-123"),
            List.of(),
            false);
    String text = request.toString() + UpgradeRequest.of(request, MaskingKeys.ofThread(), false);
    assertThat(text).doesNotContain("tok-en-123").doesNotContain("abcdefgh");
  }
}
