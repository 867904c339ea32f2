package dev.holdfast.adapter.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The order in which the addresses of a host are tried (RFC 8305 section 4). */
final class AddressOrder {

  private AddressOrder() {}

  /** IPv6 and IPv4 in turn, beginning with IPv6, each family in the order given. */
  static List<InetAddress> interleaved(List<InetAddress> addresses) {
    List<InetAddress> six = new ArrayList<>();
    List<InetAddress> four = new ArrayList<>();
    for (InetAddress address : addresses) {
      (address instanceof Inet6Address ? six : four).add(address);
    }
    List<InetAddress> ordered = new ArrayList<>(addresses.size());
    for (int i = 0; i < Math.max(six.size(), four.size()); i++) {
      if (i < six.size()) {
        ordered.add(six.get(i));
      }
      if (i < four.size()) {
        ordered.add(four.get(i));
      }
    }
    return ordered;
  }
}
