package dev.holdfast.bootstrap.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Reads how bytes travel. */
final class TransportReader {

  private static final int MESSAGE_LEAST = 125;
  private static final int MESSAGE_MOST = 1 << 30;
  private static final int HEADER_LEAST = 1 << 10;
  private static final int HEADER_MOST = 1 << 20;

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
        new TlsReader(reader, folder).read(),
        proxyReader.read(endpoints));
  }

  /** What must not be printed of it. */
  List<String> secrets() {
    return proxyReader.secrets();
  }

  private int number(Setting setting, int least, int most) {
    return (int) reader.number(setting, least, most);
  }
}
