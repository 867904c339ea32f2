package dev.holdfast.adapter.transport;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The gateways that are connected to without a proxy, as the variable {@code NO_PROXY} lists them.
 * Immutable; any thread.
 *
 * <p>Entries are separated by commas or blanks: {@code example.com} and {@code .example.com} mean
 * the host and everything below it, as curl has it; {@code *} means every host; addresses and
 * blocks of them ({@code 10.0.0.0/8}, {@code fd00::/8}) mean gateways that are given as addresses
 * (no name is looked up for it). All but {@code *} and blocks may end with a port, IPv6 in brackets
 * then. An entry that is none of this is kept apart: the variable belongs to all programs, and some
 * read more into it.
 */
public final class NoProxy {

  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
  private static final Pattern BLOCK = Pattern.compile("(.+)/([0-9]{1,3})");
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)](?::([0-9]{1,5}))?");
  private static final Pattern HOST =
      Pattern.compile("(?:\\*?\\.)?([a-z0-9_-]+(?:\\.[a-z0-9_-]+)*)\\.?(?::([0-9]{1,5}))?");

  private static final NoProxy NONE = new NoProxy(List.of(), List.of());

  private final List<Entry> entries;
  private final List<String> notUnderstood;

  private NoProxy(List<Entry> entries, List<String> notUnderstood) {
    this.entries = List.copyOf(entries);
    this.notUnderstood = List.copyOf(notUnderstood);
  }

  /** No exceptions. */
  public static NoProxy none() {
    return NONE;
  }

  /**
   * Reads a list.
   *
   * @param list as in the variable; possibly empty
   */
  public static NoProxy parse(String list) {
    List<Entry> entries = new ArrayList<>();
    List<String> notUnderstood = new ArrayList<>();
    for (String text : SEPARATOR.split(list, -1)) {
      if (!text.isEmpty()) {
        Optional<Entry> entry = entry(text);
        entry.ifPresentOrElse(entries::add, () -> notUnderstood.add(text));
      }
    }
    return new NoProxy(entries, notUnderstood);
  }

  /**
   * The first entry that a gateway falls under, as it was written.
   *
   * @param host a name or an address, IPv6 without brackets
   * @param port the port that is connected to
   */
  public Optional<String> entryFor(String host, int port) {
    String name = withoutDot(host.toLowerCase(Locale.ROOT));
    Optional<byte[]> address = address(name);
    return entries.stream()
        .filter(entry -> entry.port().isEmpty() || entry.port().getAsInt() == port)
        .filter(entry -> entry.covers().host(name, address))
        .map(Entry::text)
        .findFirst();
  }

  /** The entries that mean nothing here. */
  public List<String> notUnderstood() {
    return notUnderstood;
  }

  /** The entries in force. */
  @Override
  public String toString() {
    return "NoProxy" + entries.stream().map(Entry::text).toList();
  }

  private static Optional<Entry> entry(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("*")) {
      return Optional.of(new Entry(text, (name, address) -> true, OptionalInt.empty()));
    }
    Matcher block = BLOCK.matcher(lower);
    if (block.matches()) {
      return block(text, block.group(1), Integer.parseInt(block.group(2)));
    }
    Matcher brackets = BRACKETS.matcher(lower);
    if (brackets.matches()) {
      return oneHost(text, brackets.group(1), brackets.group(2)).filter(e -> isIpv6(brackets));
    }
    if (address(lower).isPresent()) {
      return oneHost(text, lower, null);
    }
    Matcher host = HOST.matcher(lower);
    return host.matches() ? oneHost(text, host.group(1), host.group(2)) : Optional.empty();
  }

  private static boolean isIpv6(Matcher brackets) {
    return NetUtil.isValidIpV6Address(brackets.group(1));
  }

  private static Optional<Entry> oneHost(String text, String host, @Nullable String portText) {
    OptionalInt port =
        portText == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(portText));
    Covers covers =
        address(host)
            .map(literal -> inBlock(literal, literal.length * 8))
            .orElse((name, address) -> address.isEmpty() && isBelow(name, host));
    return Optional.of(new Entry(text, covers, port));
  }

  private static boolean isBelow(String name, String host) {
    return name.equals(host) || name.endsWith("." + host);
  }

  private static Optional<Entry> block(String text, String prefix, int bits) {
    return address(prefix)
        .filter(bytes -> bits <= bytes.length * 8)
        .map(bytes -> new Entry(text, inBlock(bytes, bits), OptionalInt.empty()));
  }

  private static Covers inBlock(byte[] prefix, int bits) {
    return (name, address) -> address.isPresent() && agree(prefix, address.get(), bits);
  }

  private static boolean agree(byte[] a, byte[] b, int bits) {
    if (a.length != b.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit & 7);
      if (((a[bit >> 3] ^ b[bit >> 3]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of an address literal, IPv4 also when it is written as IPv6. */
  private static Optional<byte[]> address(String host) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByAddress(bytes).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("the bytes of a literal are always an address", e);
    }
  }

  private static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** One entry of the list; the port is empty for all. */
  private record Entry(String text, Covers covers, OptionalInt port) {}

  /** Whether an entry means a host. */
  private interface Covers {
    boolean host(String name, Optional<byte[]> address);
  }
}
