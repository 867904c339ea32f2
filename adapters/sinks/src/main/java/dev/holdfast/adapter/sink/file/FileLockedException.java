package dev.holdfast.adapter.sink.file;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody else writes to a file already. */
public final class FileLockedException extends IOException {

  private static final long serialVersionUID = 1L;

  FileLockedException(Path file, Path lock) {
    super(file + " is being written by another sink or process, which holds " + lock);
  }
}
