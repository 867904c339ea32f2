package dev.holdfast.bootstrap.control;

/**
 * What a daemon answered.
 *
 * @param status the HTTP status
 * @param body the body
 */
public record Reply(int status, JsonTree body) {

  private static final int SUCCESSES = 2;
  private static final int HUNDRED = 100;

  /** Whether it did what it was asked for. */
  public boolean isSuccess() {
    return status / HUNDRED == SUCCESSES;
  }

  /** What is wrong, in its words. */
  public String problem() {
    return body.text("detail").orElse("it answered with HTTP " + status);
  }
}
