package dev.holdfast.adapter.transport;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A small certificate authority for one test run. */
final class TestCertificates {

  private static final char[] PASSWORD = "only-for-tests".toCharArray();

  /** A certificate and its key. */
  record Identity(X509Certificate certificate, KeyPair keys) {}

  private final Identity authority;
  private long serial = 1;

  TestCertificates() {
    KeyPair keys = newKeys();
    X500Principal name = new X500Principal("CN=Test CA");
    authority = new Identity(issue(name, name, keys, keys, true, year(-1), year(1)), keys);
  }

  /** A certificate for 127.0.0.1 and localhost, valid now. */
  Identity loopback() {
    return issue(year(-1), year(1), "127.0.0.1", "localhost");
  }

  Identity expired() {
    return issue(year(-2), year(-1), "127.0.0.1", "localhost");
  }

  Identity notYetValid() {
    return issue(year(1), year(2), "127.0.0.1", "localhost");
  }

  /** Valid now, for another host. */
  Identity elsewhere() {
    return issue(year(-1), year(1), "gateway.example");
  }

  /** Writes the authority's certificate. */
  Path authorityFile(Path folder) {
    return write(folder.resolve("ca.pem"), authority.certificate());
  }

  static Path certificateFile(Path folder, Identity identity) {
    return write(folder.resolve("client.pem"), identity.certificate());
  }

  static Path keyFile(Path folder, Identity identity) {
    try {
      return write(
          folder.resolve("client.key"), new JcaPKCS8Generator(identity.keys().getPrivate(), null));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A TLS context that shows this identity and trusts this authority. */
  SSLContext context(Identity identity) {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, PASSWORD);
      keys.setKeyEntry(
          "gateway",
          identity.keys().getPrivate(),
          PASSWORD,
          new X509Certificate[] {identity.certificate()});
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys, PASSWORD);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, PASSWORD);
      trusted.setCertificateEntry("ca", authority.certificate());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Identity issue(Instant from, Instant to, String... hosts) {
    KeyPair keys = newKeys();
    X500Principal issuer = authority.certificate().getSubjectX500Principal();
    X509Certificate certificate =
        issue(
            issuer,
            new X500Principal("CN=" + hosts[0]),
            keys,
            authority.keys(),
            false,
            from,
            to,
            hosts);
    return new Identity(certificate, keys);
  }

  private X509Certificate issue(
      X500Principal issuer,
      X500Principal subject,
      KeyPair keys,
      KeyPair issuerKeys,
      boolean isAuthority,
      Instant from,
      Instant to,
      String... hosts) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(serial++),
              Date.from(from),
              Date.from(to),
              subject,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
      if (hosts.length > 0) {
        GeneralName[] names = new GeneralName[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
          boolean address = Character.isDigit(hosts[i].charAt(0));
          names[i] =
              new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, hosts[i]);
        }
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant year(int fromNow) {
    return Instant.now().plus(Duration.ofDays(365L * fromNow));
  }

  private static Path write(Path file, Object content) {
    try (Writer writer = Files.newBufferedWriter(file);
        JcaPEMWriter pem = new JcaPEMWriter(writer)) {
      pem.writeObject(content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }
}
