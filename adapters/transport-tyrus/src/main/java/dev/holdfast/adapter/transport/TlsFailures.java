package dev.holdfast.adapter.transport;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Says in plain words why TLS failed. */
final class TlsFailures {

  private static final String FATAL_ALERT = "Received fatal alert: ";

  private TlsFailures() {}

  /** Whether a failure came from TLS. */
  static boolean isTls(Throwable failure) {
    return chain(failure).stream()
        .anyMatch(t -> t instanceof SSLException || t instanceof NotSslRecordException);
  }

  /**
   * Describes it.
   *
   * @param failure what was thrown
   * @param host the name that was asked for
   */
  static String describe(Throwable failure, String host) {
    List<Throwable> chain = chain(failure);
    for (Throwable t : chain) {
      if (t instanceof NotSslRecordException) {
        return "the gateway does not speak TLS on this port";
      }
      if (t instanceof CertificateExpiredException) {
        return "the gateway's certificate has expired (" + ConnectFailures.message(t) + ")";
      }
      if (t instanceof CertificateNotYetValidException) {
        return "the gateway's certificate is not valid yet, or this clock is wrong ("
            + ConnectFailures.message(t)
            + ")";
      }
    }
    for (Throwable t : chain) {
      String text = ConnectFailures.message(t);
      if (t instanceof CertPathBuilderException || text.contains("PKIX path")) {
        return "the gateway's certificate is from an unknown issuer";
      }
      if (t instanceof CertificateException && isWrongName(text)) {
        return "the gateway's certificate is not for " + host;
      }
      if (text.contains(FATAL_ALERT)) {
        String alert = text.substring(text.indexOf(FATAL_ALERT) + FATAL_ALERT.length());
        return alert(alert.strip().toLowerCase(Locale.ROOT));
      }
    }
    return ConnectFailures.message(chain.get(chain.size() - 1));
  }

  private static boolean isWrongName(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("no name matching")
        || lower.contains("subject alternative")
        || lower.contains("illegal given domain name");
  }

  private static String alert(String name) {
    return switch (name) {
      case "handshake_failure", "protocol_version", "insufficient_security" ->
          "no TLS version or cipher in common (" + name + ")";
      case "certificate_required", "bad_certificate", "certificate_unknown" ->
          "the gateway did not accept our client certificate, or wants one (" + name + ")";
      case "unrecognized_name" -> "the gateway does not know the host name (unrecognized_name)";
      default -> "the gateway ended the TLS handshake (" + name + ")";
    };
  }

  /** A failure and its causes, the outermost first; bounded, for a chain may bite its tail. */
  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = failure; t != null && chain.size() < 16; t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }
}
