package dev.holdfast.application.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Holds back what the project logs, from the start of a test to its end, and lets it be read. */
public final class LogCapture implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.holdfast");
  private Consumer<ILoggingEvent> listener = event -> {};

  private final ListAppender<ILoggingEvent> appender =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing();
          super.append(event);
          listener.accept(event);
        }
      };

  /** Starts to hold back everything at info and above. */
  public LogCapture() {
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    appender.start();
    logger.addAppender(appender);
  }

  /** Messages since the last time, in order; forgets them. */
  public List<String> take() {
    requireNames(appender.list);
    List<String> lines = appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    appender.list.clear();
    return lines;
  }

  /** From now on every event is also told to somebody, at the moment at which it is logged. */
  public void tell(Consumer<ILoggingEvent> somebody) {
    listener = somebody;
  }

  /** Messages of one level since the last time, in order; forgets these and nothing else. */
  public List<String> take(Level level) {
    List<ILoggingEvent> events =
        appender.list.stream().filter(event -> event.getLevel() == level).toList();
    requireNames(events);
    appender.list.removeAll(events);
    return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** Every line of a connection says which one it is about. */
  private static void requireNames(List<ILoggingEvent> events) {
    for (ILoggingEvent event : events) {
      if (!event.getMDCPropertyMap().containsKey("connection")) {
        throw new AssertionError("a line without its connection: " + event.getFormattedMessage());
      }
    }
  }

  /** The latest event. */
  public ILoggingEvent latest() {
    if (appender.list.isEmpty()) {
      throw new AssertionError("nothing was logged");
    }
    return appender.list.get(appender.list.size() - 1);
  }

  /** The key-value pairs of an event, sorted by key. */
  public static Map<String, Object> fields(ILoggingEvent event) {
    Map<String, Object> fields = new TreeMap<>();
    for (KeyValuePair pair : event.getKeyValuePairs()) {
      if (fields.put(pair.key, pair.value) != null) {
        throw new AssertionError("the key " + pair.key + " was logged twice");
      }
    }
    return fields;
  }

  /** Lets everything be logged as before. */
  @Override
  public void close() {
    logger.detachAppender(appender);
    appender.stop();
    logger.setAdditive(true);
    logger.setLevel(null);
  }
}
