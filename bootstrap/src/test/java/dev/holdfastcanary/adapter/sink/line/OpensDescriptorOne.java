package dev.holdfastcanary.adapter.sink.line;

import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Wrong: standard output by another door. */
final class OpensDescriptorOne {

  FileOutputStream out() {
    return new FileOutputStream(FileDescriptor.out);
  }
}
