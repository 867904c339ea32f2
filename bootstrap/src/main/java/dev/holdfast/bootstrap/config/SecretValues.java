package dev.holdfast.bootstrap.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects what of a configuration must not be printed. */
final class SecretValues {

  /**
   * A shorter value of a header or a query is rarely a secret, and masking every {@code v1} or
   * {@code json} would make the log useless.
   */
  private static final int UNNAMED_LEAST = 8;

  private SecretValues() {}

  /**
   * The secrets of a gateway and of the way to it.
   *
   * @param credentials its passwords and tokens
   * @param onTheWay those of proxies
   */
  static List<String> of(GatewayConfig gateway, List<String> credentials, List<String> onTheWay) {
    List<String> secrets = new ArrayList<>(credentials);
    secrets.addAll(onTheWay);
    gateway.endpoints().forEach(url -> secrets.addAll(inQuery(url.toString())));
    gateway.headers().values().forEach(value -> secrets.addAll(inHeader(value)));
    return secrets;
  }

  /**
   * What a password looks like in a Basic authorization (RFC 7617).
   *
   * @return empty without both parts
   */
  static Optional<String> basic(Optional<String> email, Optional<String> password) {
    return email.flatMap(
        user ->
            password.map(
                word ->
                    Base64.getEncoder()
                        .encodeToString((user + ":" + word).getBytes(StandardCharsets.UTF_8))));
  }

  /** What may be a secret in the query of a URL. */
  static List<String> inQuery(String url) {
    return longEnough(Masking.queryValues(url).stream());
  }

  /** What may be a secret in a header: {@code Bearer x} is one as a whole, and so is x. */
  static List<String> inHeader(String value) {
    return longEnough(Stream.of(value, value.substring(value.lastIndexOf(' ') + 1)));
  }

  private static List<String> longEnough(Stream<String> values) {
    return values.filter(value -> value.length() >= UNNAMED_LEAST).toList();
  }
}
