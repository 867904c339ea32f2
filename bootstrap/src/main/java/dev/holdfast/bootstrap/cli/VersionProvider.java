package dev.holdfast.bootstrap.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: our version, and the Java that it runs on. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    // Written into the jar's manifest by the build; classes in a folder have none.
    String version =
        Optional.ofNullable(VersionProvider.class.getPackage().getImplementationVersion())
            .orElse("(not built)");
    return new String[] {"holdfast " + version + ", Java " + Runtime.version()};
  }
}
