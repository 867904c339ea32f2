package dev.holdfast.adapter.credentials;

import dev.holdfast.adapter.credentials.ClientCredentialsOptions.Authentication;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The request of the client credentials grant (RFC 6749 4.4.2). */
final class TokenRequest {

  private TokenRequest() {}

  /**
   * Builds it.
   *
   * @param clientSecret the secret as it is now
   * @param secrets told of the form in which the secret travels
   */
  static HttpRequest of(ClientCredentialsOptions options, String clientSecret, Secrets secrets) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    options.scope().ifPresent(scope -> form.put("scope", scope));
    options.audience().ifPresent(audience -> form.put("audience", audience));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(options.tokenUrl())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
    if (options.authentication() == Authentication.CLIENT_SECRET_BASIC) {
      // Encoded before they are joined (RFC 6749 2.3.1): an id may hold a colon.
      String pair = encode(options.clientId()) + ":" + encode(clientSecret);
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      secrets.learn(basic);
      request.header("Authorization", "Basic " + basic);
    } else {
      form.put("client_id", options.clientId());
      form.put("client_secret", clientSecret);
    }
    return request.POST(HttpRequest.BodyPublishers.ofString(encode(form))).build();
  }

  private static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
