package dev.holdfast.adapter.credentials;

/** What must not be printed, wherever it may turn up later. Any thread. */
public interface Secrets {

  /** Makes a secret known, before anybody can use it. */
  void learn(String secret);

  /** A text in which no known secret can be read any more. */
  String mask(String text);
}
