package dev.holdfast.adapter.sink.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver that a body comes from us, unchanged and not long ago: {@code
 * t=1764116488,v1=9f86...}. {@code t} is when the request was made, in seconds since 1970; {@code
 * v1} is, in lower-case hex, the HMAC-SHA256 (RFC 2104) under the shared key of the bytes of {@code
 * t}, a dot and the body. The receiver computes the same, compares in constant time, and refuses
 * what is older than it likes.
 */
final class Signature {

  /** The header that carries it. */
  static final String HEADER = "Holdfast-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static String of(String key, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
