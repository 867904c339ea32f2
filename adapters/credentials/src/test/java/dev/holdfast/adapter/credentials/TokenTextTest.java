package dev.holdfast.adapter.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command may print, and what it may not. */
class TokenTextTest {

  private static final long NOW = Instant.parse("2026-11-26T10:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(strings = {"t0ken", "t0ken\n", "\r\n  t0ken \r\n", "{\"token\":\"t0ken\"}"})
  void aTokenOfUnknownLifetime(String text) throws TokenException {
    assertThat(read(text).value()).isEqualTo("t0ken");
    assertThat(read(text).lifetime()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'token':'t0ken','expiresIn':3600} | 3600",
        "{'access_token':'t0ken','expires_in':3600,'token_type':'Bearer'} | 3600",
        "{'access_token':'t0ken','expires_in':'3600'} | 3600",
        "{'token':'t0ken','expiresIn':1.5} | 1.5",
        "{'token':'t0ken','expiresIn':0} | 0",
        "{'token':'t0ken','expiresIn':-5} | 0",
        "{'token':'t0ken','expiresIn':999999999999999999} | 31536000",
        "{'token':'t0ken','expiresAt':'2026-11-26T10:00:30Z'} | 30",
        "{'token':'t0ken','expires_at':'2026-11-26T11:01:00+01:00'} | 60",
        "{'token':'t0ken','expiresAt':'1970-01-01T00:00:00Z'} | 0",
        "{'token':'t0ken','expiresIn':60,'expiresAt':'2020-01-01T00:00:00Z'} | 60",
        "{'more':{'token':'x','a':[1,2]},'expiresIn':null,'token':'t0ken','expires_in':7} | 7",
      })
  void aTokenWithItsLifetime(String json, double seconds) throws TokenException {
    IssuedToken token = read(json.replace('\'', '"'));
    assertThat(token.value()).isEqualTo("t0ken");
    assertThat(token.lifetime()).contains(Duration.ofMillis((long) (seconds * 1000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | printed nothing",
        "' \n\n' | printed nothing",
        "s3cret s3cret | printed more than one word; expected a token alone, or a JSON object",
        "Please log in first | printed more than one word; expected a token alone, or a JSON object",
        "s3crét | the token holds blanks or characters that are not visible ASCII",
        "{\"token\":\"s3cret\"} 1 | something follows the JSON object",
        "{\"token\":\"s3cret\" | the JSON cannot be read",
        "{\"token\":\"s3cret\",\"token\":\"s3cret2\"} | the JSON cannot be read",
        "{\"tokne\":\"s3cret\"} | printed JSON without a token or an access_token",
        "{\"token\":{\"value\":\"s3cret\"}} | printed JSON without a token or an access_token",
        "{\"token\":\"\"} | the token is empty",
        "{\"token\":\"s3\\ncret\"} | the token holds blanks or characters that are not visible ASCII",
        "{\"token\":\"s3cret\",\"expiresIn\":\"soon\"} | the token expires in \"soon\"; expected a"
            + " number of seconds",
        "{\"token\":\"s3cret\",\"expiresIn\":true} | the token expires in \"true\"; expected a"
            + " number of seconds",
        "{\"token\":\"s3cret\",\"expiresAt\":\"tomorrow\"} | the token expires at \"tomorrow\";"
            + " expected a time such as 2026-11-26T10:00:00Z",
        "{\"token\":\"s3cret\",\"expiresAt\":\"-999999999-01-01T00:00:00Z\"} | the token expires at"
            + " \"-999999999-01-01T00:00:00Z\"; expected a time such as 2026-11-26T10:00:00Z",
      })
  void whatIsNoToken(String text, String reason) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(TokenException.class).hasMessage(reason);
  }

  @Test
  void jsonThatIsNestedTooDeeplyIsRefused() {
    String deep = "{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
    assertThatThrownBy(() -> read(deep)).hasMessage("the JSON cannot be read");
  }

  @Test
  void printingTheFieldsShowsNoValue() throws TokenException {
    assertThat(TokenFields.parse("{\"token\":\"s3cret\"}").toString())
        .isEqualTo("TokenFields[token]");
  }

  private static IssuedToken read(String text) throws TokenException {
    return TokenText.read(text, NOW);
  }
}
