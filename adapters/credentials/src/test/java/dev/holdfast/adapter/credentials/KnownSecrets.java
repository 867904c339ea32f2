package dev.holdfast.adapter.credentials;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers every secret, and masks it. */
final class KnownSecrets implements Secrets {

  private final List<String> known = new CopyOnWriteArrayList<>();

  @Override
  public void learn(String secret) {
    known.add(secret);
  }

  @Override
  public String mask(String text) {
    String masked = text;
    for (String secret : known) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }

  /** In the order in which they were learned. */
  List<String> known() {
    return List.copyOf(known);
  }
}
