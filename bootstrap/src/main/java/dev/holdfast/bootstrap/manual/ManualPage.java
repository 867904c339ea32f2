package dev.holdfast.bootstrap.manual;

import dev.holdfast.bootstrap.config.SettingNames;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code holdfast(1)}: every command with every option, as {@code --help} has them, on one page.
 */
final class ManualPage {

  private final Roff roff = new Roff();
  private final CommandLine command;

  ManualPage(CommandLine command) {
    this.command = command;
  }

  /**
   * The page.
   *
   * @param version the version of the build
   * @param date its day, as ISO 8601 writes it
   */
  String text(String version, String date) {
    CommandSpec spec = command.getCommandSpec();
    roff.title(
        spec.name().toUpperCase(Locale.ROOT), date, spec.name() + " " + version, "User Commands");
    roff.section("NAME").name(spec.name(), purpose(spec));
    roff.section("SYNOPSIS").bold(synopsis(command));
    roff.section("DESCRIPTION");
    roff.text(
        "Whatever happens to the network, to the gateway, or to the machine, the link comes back."
            + " Standard output is data, one message a line; standard error is the log; the exit"
            + " status says how it ended.");
    roff.paragraph(
        "Later wins: built-in defaults, the YAML file (--config), variables from a file"
            + " (--env-file), the environment, options. One connection needs no more than"
            + " GATEWAY_URL.");
    roff.section("OPTIONS");
    spec.options().forEach(this::option);
    roff.paragraph("Every command has these two.");
    roff.section("COMMANDS");
    command.getSubcommands().values().forEach(this::describe);
    exitStatus();
    environment();
    files();
    examples();
    roff.section("SEE ALSO").text("systemctl(1), journalctl(1), systemd.service(5)");
    return roff.page();
  }

  private void describe(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (spec.usageMessage().hidden()) {
      return;
    }
    roff.part(spec.qualifiedName());
    roff.bold(synopsis(line));
    for (String paragraph : spec.usageMessage().description()) {
      roff.paragraph(formatted(paragraph));
    }
    spec.positionalParameters().stream().filter(spot -> !spot.hidden()).forEach(this::positional);
    spec.options().stream().filter(option -> !isOfEveryCommand(option)).forEach(this::option);
    line.getSubcommands().values().forEach(this::describe);
  }

  private boolean isOfEveryCommand(OptionSpec option) {
    return command.getCommandSpec().findOption(option.longestName()) != null;
  }

  private void positional(PositionalParamSpec spot) {
    roff.entry(label(spot), description(spot));
  }

  private void option(OptionSpec option) {
    if (!option.hidden()) {
      roff.entry(String.join(", ", option.names()) + label(option), description(option));
    }
  }

  private void exitStatus() {
    roff.section("EXIT STATUS");
    for (ExitCode code : ExitCode.values()) {
      roff.entry(Integer.toString(code.status()), code.meaning());
    }
  }

  private void environment() {
    roff.section("ENVIRONMENT");
    roff.text(
        "Every setting that is one value is a variable, with a key in YAML. What is in force, and"
            + " where it is from, says holdfast check.");
    for (SettingNames setting : SettingNames.all()) {
      roff.entry(
          setting.variable(),
          setting.key() + setting.defaultText().map(text -> "; default " + text).orElse(""));
    }
    roff.entry(
        "JAVA_HOME, HOLDFAST_JAVA_OPTS",
        "which Java starts it, else the java that is on the path; and options for that.");
  }

  private void files() {
    roff.section("FILES");
    roff.text("Where it is installed as a service:");
    roff.entry("/etc/holdfast/holdfast.yaml", "its configuration.");
    roff.entry(
        "/etc/default/holdfast", "its environment: options of Java, and variables as above.");
    roff.entry("/var/lib/holdfast", "what it keeps, such as messages that wait for the gateway.");
  }

  private void examples() {
    roff.section("EXAMPLES");
    roff.text("See it heal, with no gateway of your own:");
    roff.example("holdfast demo --duration 60s");
    roff.paragraph("Keep one link, and see what it says:");
    roff.example("GATEWAY_URL=ws://192.168.1.20:8080/stream holdfast run");
    roff.paragraph("As a service:");
    roff.example(
        "editor /etc/holdfast/holdfast.yaml",
        "holdfast check --config /etc/holdfast/holdfast.yaml",
        "systemctl enable --now holdfast",
        "holdfast status");
  }

  private static String purpose(CommandSpec spec) {
    String text = String.join(" ", spec.usageMessage().description());
    String start = text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    return start.endsWith(".") ? start.substring(0, start.length() - 1) : start;
  }

  private static String synopsis(CommandLine line) {
    return help(line).synopsis(0);
  }

  private static String label(ArgSpec argument) {
    return help(argument.command().commandLine())
        .parameterLabelRenderer()
        .renderParameterLabel(argument, Ansi.OFF, List.of())
        .toString();
  }

  private static Help help(CommandLine line) {
    return new Help(line.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF));
  }

  private static String description(ArgSpec argument) {
    return List.of(argument.description()).stream()
        .map(ManualPage::formatted)
        .collect(Collectors.joining(" "));
  }

  /** As picocli prints it, which knows line breaks in texts. */
  private static String formatted(String text) {
    return text.replace("%n", " ").replace("%%", "%");
  }
}
