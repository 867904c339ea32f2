package dev.holdfast.bootstrap.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads whole small files, and says in plain words why one cannot be read. */
final class TextFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * Reads a file of UTF-8 text.
   *
   * @param file a regular file or a link to one: reading a pipe could block for ever
   * @param maxBytes the most that it may hold
   * @throws UnreadableFileException with the reason
   */
  static String read(Path file, int maxBytes) throws UnreadableFileException {
    byte[] bytes = bytes(file, maxBytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableFileException("it is not UTF-8 text");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Reads a file of bytes, with the same bounds. */
  static byte[] bytes(Path file, int maxBytes) throws UnreadableFileException {
    if (Files.isDirectory(file)) {
      throw new UnreadableFileException("it is a directory");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UnreadableFileException("it is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new UnreadableFileException("it is larger than " + maxBytes + " bytes");
      }
      return bytes;
    } catch (UnreadableFileException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new UnreadableFileException("there is no such file");
    } catch (AccessDeniedException e) {
      throw new UnreadableFileException("permission denied");
    } catch (IOException e) {
      throw new UnreadableFileException("it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
