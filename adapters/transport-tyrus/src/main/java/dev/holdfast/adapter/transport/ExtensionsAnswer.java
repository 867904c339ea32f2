package dev.holdfast.adapter.transport;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the gateway answers to the offer of extensions (RFC 6455 section 9.1, RFC 7692 section 7.1).
 *
 * @param compression what is agreed on if there is no problem
 * @param problem the broken rule in plain words; empty if the answer is valid
 */
record ExtensionsAnswer(Compression compression, Optional<String> problem) {

  private static final String NAME = "permessage-deflate";

  /**
   * Reads the answer.
   *
   * @param headers the values of all headers Sec-WebSocket-Extensions
   * @param offered whether compression was offered; nothing else ever is
   */
  static ExtensionsAnswer read(List<String> headers, boolean offered) {
    String all = String.join(",", headers.stream().filter(each -> !each.isBlank()).toList());
    if (all.isBlank()) {
      return new ExtensionsAnswer(Compression.NONE, Optional.empty());
    }
    String[] parts = all.split(";", -1);
    if (!offered || all.contains(",") || !parts[0].strip().equalsIgnoreCase(NAME)) {
      return invalid("the gateway chose an extension that was not offered: " + all);
    }
    Set<String> names = new HashSet<>();
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].strip().split("=", 2);
      String name = parameter[0].strip().toLowerCase(Locale.ROOT);
      Optional<String> value =
          parameter.length == 1 ? Optional.empty() : Optional.of(unquoted(parameter[1].strip()));
      if (!isAllowed(name, value)) {
        return invalid("the gateway chose compression with " + parts[i].strip() + ", not offered");
      }
      if (!names.add(name)) {
        return invalid("the gateway chose compression with " + name + " twice");
      }
    }
    return new ExtensionsAnswer(
        names.contains("server_no_context_takeover")
            ? Compression.MESSAGE_BY_MESSAGE
            : Compression.ACROSS_MESSAGES,
        Optional.empty());
  }

  /**
   * Whether a parameter may stand in an answer to our offer. A smaller window of the gateway's is
   * its own affair, ours has the largest. {@code client_max_window_bits} must not come, because it
   * was not offered (section 7.1.2.2), and was not because the JDK's deflater has no other window
   * than the largest.
   */
  private static boolean isAllowed(String name, Optional<String> value) {
    return switch (name) {
      case "server_no_context_takeover", "client_no_context_takeover" -> value.isEmpty();
      case "server_max_window_bits" ->
          value.filter(bits -> bits.matches("[89]|1[0-5]")).isPresent();
      default -> false;
    };
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static ExtensionsAnswer invalid(String problem) {
    return new ExtensionsAnswer(Compression.NONE, Optional.of(problem));
  }
}
