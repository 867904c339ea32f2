package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads how bytes travel. */
final class TransportReader {

  private static final int MESSAGE_LEAST = 125;
  private static final int MESSAGE_MOST = 1 << 30;
  private static final int HEADER_LEAST = 1 << 10;
  private static final int HEADER_MOST = 1 << 20;
  private static final int BUFFERED_LEAST = 1 << 16;
  private static final int BUFFERED_MOST = 1 << 30;
  private static final String ON = "on";

  private final SettingReader reader;
  private final Path folder;
  private final ProxyReader proxyReader;

  TransportReader(SettingReader reader, ConfigRequest request) {
    this.reader = reader;
    this.folder = request.folder();
    this.proxyReader = new ProxyReader(reader, request);
  }

  /**
   * Reads all of it.
   *
   * @param endpoints the gateway's addresses
   */
  TransportConfig read(List<URI> endpoints) {
    return new TransportConfig(
        number(Setting.MAX_FRAME_BYTES, MESSAGE_LEAST, MESSAGE_MOST),
        number(Setting.MAX_MESSAGE_BYTES, MESSAGE_LEAST, MESSAGE_MOST),
        number(Setting.MAX_FRAGMENTS, 1, Integer.MAX_VALUE),
        number(Setting.MAX_HEADER_BYTES, HEADER_LEAST, HEADER_MOST),
        number(Setting.MAX_BUFFERED_BYTES, BUFFERED_LEAST, BUFFERED_MOST),
        compression(),
        new TlsReader(reader, folder).read(),
        proxyReader.read(endpoints));
  }

  /** What must not be printed of it. */
  List<String> secrets() {
    return proxyReader.secrets();
  }

  private boolean compression() {
    List<String> names = List.of("off", ON);
    return reader
        .choice(Setting.COMPRESSION, names, name -> Optional.of(name).filter(names::contains))
        .filter(ON::equals)
        .isPresent();
  }

  private int number(Setting setting, int least, int most) {
    return (int) reader.number(setting, least, most);
  }
}
