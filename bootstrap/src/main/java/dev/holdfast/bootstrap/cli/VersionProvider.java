package dev.holdfast.bootstrap.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: our version, and the Java that it runs on. */
final class VersionProvider implements IVersionProvider {

  /** Our version. */
  static String version() {
    // Written into the jar's manifest by the build; classes in a folder have none.
    return Optional.ofNullable(VersionProvider.class.getPackage().getImplementationVersion())
        .orElse("(not built)");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"holdfast " + version() + ", Java " + Runtime.version()};
  }
}
