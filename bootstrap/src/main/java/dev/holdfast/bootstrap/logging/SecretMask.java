package dev.holdfast.bootstrap.logging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
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
  private volatile List<String> secrets = List.of();

  /** The same as binary payloads are shown; looked for in these only. */
  private volatile List<String> inHex = List.of();

  private SecretMask(Collection<String> known) {
    known.stream()
        .filter(SecretMask::isLookedFor)
        .forEach(secret -> configured.addAll(spellings(secret)));
    keep();
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
    keep();
  }

  /** Adds a secret, such as one that was read from a file just now. */
  public synchronized void learn(String secret) {
    if (!isLookedFor(secret) || secrets.contains(secret)) {
      return;
    }
    Set<String> all = spellings(secret);
    all.addAll(learned);
    learned = all.stream().limit(LEARNED_MOST).toList();
    keep();
  }

  private void keep() {
    secrets = longestFirst(Stream.concat(configured.stream(), learned.stream()));
    inHex = longestFirst(secrets.stream().map(SecretMask::hex));
  }

  private static List<String> longestFirst(Stream<String> texts) {
    return texts.sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  private static String hex(String secret) {
    return HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
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

  /**
   * The beginning of a payload, as text or in hexadecimal digits; masked first and cut then: half a
   * secret would not be found.
   *
   * @param most the most characters that are left
   */
  public String excerpt(String text, int most) {
    int longest = longestInHex();
    int searched = most + 2 * longest;
    String masked;
    if (text.length() <= searched) {
      masked = applyToPayload(text);
    } else {
      // Of a secret that this cut halves the first half is at the very end: that goes too.
      String searchedOnly = applyToPayload(text.substring(0, searched));
      masked = searchedOnly.substring(0, Math.max(0, searchedOnly.length() - longest));
    }
    int end = Math.min(most, masked.length());
    boolean halved = end > 0 && Character.isHighSurrogate(masked.charAt(end - 1));
    return masked.substring(0, halved ? end - 1 : end);
  }

  private String applyToPayload(String text) {
    String masked = apply(text);
    for (String secret : inHex) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  /** At least as long as any secret: every character makes two digits or more. */
  private int longestInHex() {
    List<String> known = inHex;
    return known.isEmpty() ? 0 : known.get(0).length();
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
