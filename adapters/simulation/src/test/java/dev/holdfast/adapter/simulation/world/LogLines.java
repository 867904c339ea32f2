package dev.holdfast.adapter.simulation.world;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** What the application logs while a world is lived. */
final class LogLines implements AutoCloseable {

  private static final Pattern UNSENT =
      Pattern.compile("Stopped with (\\d+) accepted messages not sent");

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.holdfast.connection");
  private final ListAppender<ILoggingEvent> lines =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing();
          super.append(event);
        }
      };

  LogLines() {
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    lines.start();
    logger.addAppender(lines);
  }

  List<String> errors() {
    return lines.list.stream()
        .filter(line -> line.getLevel() == Level.ERROR)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** The number in the last report of a connection since it last set out; 0 if there was none. */
  int reportedUnsent(String connection) {
    int reported = 0;
    for (ILoggingEvent line : lines.list) {
      Matcher matcher = UNSENT.matcher(line.getFormattedMessage());
      if (!connection.equals(line.getMDCPropertyMap().get("connection"))) {
        continue;
      }
      if (matcher.find()) {
        reported = Integer.parseInt(matcher.group(1));
      } else if (line.getFormattedMessage().contains("-> CONNECTING")) {
        reported = 0;
      }
    }
    return reported;
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
    lines.stop();
    logger.setAdditive(true);
    logger.setLevel(null);
  }
}
