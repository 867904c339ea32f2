package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers to the offer of compression are valid, and what they mean (RFC 7692 7.1). */
class ExtensionsAnswerTest {

  private static ExtensionsAnswer read(String... headers) {
    return ExtensionsAnswer.read(List.of(headers), true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate | ACROSS_MESSAGES",
        "' Permessage-Deflate ' | ACROSS_MESSAGES",
        "permessage-deflate; client_no_context_takeover | ACROSS_MESSAGES",
        "permessage-deflate;server_no_context_takeover | MESSAGE_BY_MESSAGE",
        "permessage-deflate; Server_No_Context_Takeover ;client_no_context_takeover"
            + " | MESSAGE_BY_MESSAGE",
        "permessage-deflate; server_max_window_bits=8 | ACROSS_MESSAGES",
        "permessage-deflate; server_max_window_bits=\"10\" | ACROSS_MESSAGES",
        "permessage-deflate; server_max_window_bits = 15; server_no_context_takeover"
            + " | MESSAGE_BY_MESSAGE",
        "'' | NONE"
      })
  void anAnswerMayBe(String header, Compression compression) {
    ExtensionsAnswer answer = read(header);
    assertThat(answer.problem()).isEmpty();
    assertThat(answer.compression()).isEqualTo(compression);
  }

  @Test
  void noHeaderMeansNoCompression() {
    assertThat(read().compression()).isEqualTo(Compression.NONE);
    assertThat(read("", " ").problem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-bzip2",
        "permessage-deflate-x",
        "x-webkit-deflate-frame",
        "permessage-deflate, permessage-deflate",
        "permessage-deflate, x-other",
        "permessage-deflate,",
        ";permessage-deflate",
        "permessage-deflate;",
        "permessage-deflate; ; server_no_context_takeover",
        "permessage-deflate; mux",
        "permessage-deflate; =15",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; server_no_context_takeover=",
        "permessage-deflate; client_no_context_takeover=true",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=08",
        "permessage-deflate; server_max_window_bits=1 5",
        "permessage-deflate; server_max_window_bits=\"15",
        "permessage-deflate; client_max_window_bits",
        "permessage-deflate; client_max_window_bits=15",
        "permessage-deflate; client_max_window_bits=10",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        "permessage-deflate; server_max_window_bits=15; server_max_window_bits=15",
        "permessage-deflate; client_no_context_takeover; CLIENT_NO_CONTEXT_TAKEOVER"
      })
  void anAnswerMustNotBe(String header) {
    assertThat(read(header).problem()).isPresent();
    assertThat(read(header).compression()).isEqualTo(Compression.NONE);
  }

  @Test
  void twoHeadersAreTwoAnswers() {
    assertThat(read("permessage-deflate", "permessage-deflate").problem()).isPresent();
  }

  @Test
  void withoutAnOfferNothingIsValid() {
    assertThat(ExtensionsAnswer.read(List.of("permessage-deflate"), false).problem())
        .contains("the gateway chose an extension that was not offered: permessage-deflate");
    assertThat(ExtensionsAnswer.read(List.of(), false).problem()).isEmpty();
  }
}
