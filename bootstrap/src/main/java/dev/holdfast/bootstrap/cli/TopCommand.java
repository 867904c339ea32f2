package dev.holdfast.bootstrap.cli;

import dev.holdfast.bootstrap.control.ControlClient;
import dev.holdfast.bootstrap.lifecycle.ExitCode;
import dev.holdfast.bootstrap.top.Sample;
import dev.holdfast.bootstrap.top.Screen;
import dev.holdfast.bootstrap.top.TopView;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast top}: all connections of a running daemon, live. */
@Command(
    name = "top",
    description = {
      "Shows the connections of a running daemon, those in trouble first, anew every second.",
      "q or Ctrl-C ends it, arrows and page keys scroll. Where standard output is no terminal, or"
          + " with --once, everything is printed once.",
      "Exit code 0, or 7 if there is no daemon."
    },
    mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {

  private static final Duration REFRESH = Duration.ofSeconds(1);

  /** A page of something that is piped elsewhere. */
  private static final int WIDTH_OF_PIPES = 120;

  @Spec private CommandSpec spec;

  @Mixin private final DaemonOptions options = new DaemonOptions();

  @Option(names = "--once", description = "Print everything once, for scripts.")
  private boolean once;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Only connections with this text in their id, their state or their cause.")
  private String filter = "";

  @Override
  public Integer call() throws InterruptedException {
    return options.run(
        spec,
        ExitCode.NO_DAEMON,
        daemon -> {
          TopView view = new TopView(daemon.address(), filter, StatusTable::time, StatusTable::why);
          view.update(sample(daemon));
          if (once || !Terminal.isOutput()) {
            PrintWriter out = spec.commandLine().getOut();
            view.everything(WIDTH_OF_PIPES).forEach(out::println);
            out.flush();
          } else {
            show(view, daemon);
          }
          return ExitCode.STOPPED;
        });
  }

  private static void show(TopView view, ControlClient daemon) throws InterruptedException {
    Screen opened = Screen.open(System.in, System.out);
    Terminal.onSignal(opened::quit);
    try (Screen screen = opened) {
      boolean wanted = true;
      long due = System.nanoTime() + REFRESH.toNanos();
      while (wanted) {
        Screen.Size size = screen.size();
        screen.draw(view.page(size.width(), size.height()));
        Optional<Screen.Key> key =
            screen.key(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        wanted = key.filter(Screen.Key.QUIT::equals).isEmpty();
        key.ifPresent(pressed -> scroll(pressed, view, size.height()));
        if (System.nanoTime() - due >= 0) {
          due = System.nanoTime() + REFRESH.toNanos();
          refresh(view, daemon);
        }
      }
    }
  }

  private static void scroll(Screen.Key key, TopView view, int page) {
    switch (key) {
      case UP -> view.scroll(-1);
      case DOWN -> view.scroll(1);
      case PAGE_UP -> view.scroll(-page / 2);
      case PAGE_DOWN -> view.scroll(page / 2);
      case HOME -> view.home();
      case QUIT -> {}
    }
  }

  /** A daemon that is restarted comes back: nobody has to start this anew. */
  private static void refresh(TopView view, ControlClient daemon) throws InterruptedException {
    try {
      view.update(sample(daemon));
    } catch (UsageException | IOException e) {
      view.unanswered(String.valueOf(e.getMessage()));
    }
  }

  private static Sample sample(ControlClient daemon)
      throws IOException, InterruptedException, UsageException {
    return new Sample(
        DaemonOptions.checked(daemon.get("/v1/connections")).body().items("connections"),
        System.nanoTime());
  }
}
