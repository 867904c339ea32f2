package dev.holdfast.adapter.alert;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told.
 *
 * @param webhook gets a POST; empty if none does
 * @param command is run, a program and its arguments; empty if none is
 * @param limit how long one try may take
 */
public record AlertOptions(Optional<URI> webhook, Optional<List<String>> command, Duration limit) {

  /** Shows neither URL nor arguments: both may hold secrets. */
  @Override
  public String toString() {
    return "AlertOptions[webhook=" + webhook.isPresent() + ", command=" + command.isPresent() + "]";
  }
}
