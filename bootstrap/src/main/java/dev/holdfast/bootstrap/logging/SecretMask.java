package dev.holdfast.bootstrap.logging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

  /** Secrets that become known later may come without end; the oldest of them are forgotten. */
  private static final int LEARNED_MOST = 256;

  /** Never forgotten; guarded by this. */
  private final Set<String> configured = new LinkedHashSet<>();

  /** The newest first; guarded by this. */
  private List<String> learned = List.of();

  /** The longest first: one may be a part of another. */
  private volatile List<String> secrets;

  private SecretMask(Collection<String> known) {
    known.stream()
        .filter(SecretMask::isLookedFor)
        .forEach(secret -> configured.addAll(spellings(secret)));
    secrets = longestFirst();
  }

  /** A mask for secrets that are known from the start, and are never forgotten. */
  public static SecretMask of(Collection<String> secrets) {
    return new SecretMask(secrets);
  }

  /** Adds secrets of a new configuration; those of older ones are not forgotten. */
  public synchronized void know(Collection<String> known) {
    known.stream()
        .filter(SecretMask::isLookedFor)
        .forEach(secret -> configured.addAll(spellings(secret)));
    secrets = longestFirst();
  }

  /** Adds a secret, such as one that was read from a file just now. */
  public synchronized void learn(String secret) {
    if (!isLookedFor(secret) || secrets.contains(secret)) {
      return;
    }
    Set<String> all = spellings(secret);
    all.addAll(learned);
    learned = all.stream().limit(LEARNED_MOST).toList();
    secrets = longestFirst();
  }

  private List<String> longestFirst() {
    return Stream.concat(configured.stream(), learned.stream())
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private static boolean isLookedFor(String secret) {
    return secret.length() >= SHORTEST;
  }

  /** The secret itself, and as JSON and URLs write it. */
  private static Set<String> spellings(String secret) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(secret);
    spellings.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    spellings.add(encoded);
    String inUrls = encoded.replace("+", "%20");
    spellings.add(inUrls);
    // RFC 3986 section 2.3, where forms of HTML differ.
    spellings.add(inUrls.replace("*", "%2A").replace("%7E", "~"));
    return spellings;
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
