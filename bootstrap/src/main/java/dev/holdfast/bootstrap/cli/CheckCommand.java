package dev.holdfast.bootstrap.cli;

import dev.holdfast.adapter.protocol.Protocols;
import dev.holdfast.bootstrap.config.ConfigException;
import dev.holdfast.bootstrap.config.ConfigLoader;
import dev.holdfast.bootstrap.config.EffectiveSetting;
import dev.holdfast.bootstrap.config.LoadedConfig;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast check}: says what the configuration comes to, or everything wrong with it. */
@Command(
    name = "check",
    description = {
      "Reads the configuration as run would and prints what is in force, secrets masked.",
      "Exit code 2 if something is wrong with it; every problem is named."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  private final Map<String, String> environment;
  private final Path folder;

  // Picocli puts the real one in its place.
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  /** The command with the environment and the working directory of the process. */
  CheckCommand() {
    this(System.getenv(), Path.of(""));
  }

  CheckCommand(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      LoadedConfig loaded =
          new ConfigLoader(Protocols.names()).load(options.request(environment, folder));
      ProxyWords proxies = new ProxyWords(loaded.config());
      List<EffectiveSetting> settings = new ArrayList<>(loaded.effective());
      settings.addAll(proxies.ways());
      print(settings, spec.commandLine().getOut());
      Stream.concat(loaded.warnings().stream(), proxies.warnings().stream())
          .forEach(warning -> err.println("warning: " + warning));
      err.flush();
      return ExitCode.STOPPED.status();
    } catch (ConfigException e) {
      err.println(e.getMessage());
      err.flush();
      return ExitCode.USAGE.status();
    }
  }

  private static void print(List<EffectiveSetting> settings, PrintWriter out) {
    int keys = settings.stream().mapToInt(setting -> setting.key().length()).max().orElse(0);
    int values =
        settings.stream().mapToInt(setting -> setting.shownValue().length()).max().orElse(0);
    for (EffectiveSetting setting : settings) {
      out.println(
          pad(setting.key(), keys)
              + " = "
              + pad(setting.shownValue(), Math.min(values, 40))
              + "   ("
              + setting.source()
              + ")");
    }
    out.flush();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
