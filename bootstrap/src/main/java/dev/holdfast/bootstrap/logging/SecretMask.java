package dev.holdfast.bootstrap.logging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The last line of defence: replaces every known secret in a text, wherever the text came from.
 *
 * <p>Any thread. Also finds a secret as it is written inside a JSON string or a URL. A secret of
 * less than {@value #SHORTEST} characters is not looked for: it would be found everywhere, and the
 * gaps would tell what it is.
 */
public final class SecretMask {

  /** The fewest characters of a secret that is looked for. */
  public static final int SHORTEST = 4;

  /** What stands for a secret. */
  static final String MASK = "***";

  /** Rotated secrets come on top; the oldest of them are forgotten. */
  private static final int MOST = 256;

  /** The newest first; guarded by this. */
  private List<String> byAge = List.of();

  /** The longest first: one may be a part of another. */
  private volatile List<String> secrets = List.of();

  /** A mask for secrets that are known already. */
  public static SecretMask of(Collection<String> secrets) {
    SecretMask mask = new SecretMask();
    secrets.forEach(mask::learn);
    return mask;
  }

  /** Adds a secret, such as one that was read from a file just now. */
  public synchronized void learn(String secret) {
    if (secret.length() < SHORTEST || secrets.contains(secret)) {
      return;
    }
    Set<String> all = new LinkedHashSet<>();
    all.add(secret);
    all.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    all.add(encoded);
    all.add(encoded.replace("+", "%20"));
    all.addAll(byAge);
    byAge = all.stream().limit(MOST).toList();
    secrets = byAge.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** The text with {@code ***} in place of every known secret. */
  public String apply(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  /** The length of the longest known secret; 0 if there is none. */
  int longest() {
    List<String> known = secrets;
    return known.isEmpty() ? 0 : known.get(0).length();
  }

  /** Shows how many there are. */
  @Override
  public String toString() {
    return "SecretMask[" + secrets.size() + "]";
  }
}
