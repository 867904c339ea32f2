package dev.holdfast.adapter.adminhttp;

import dev.holdfast.application.port.in.PastTransition;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients that follow the live events, as server-sent events (WHATWG HTML 9.2). One that does not
 * keep up is dropped: it can come back and begins with how things are then.
 */
final class Followers {

  private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

  private final EventLoop loop;
  private final AdminLimits limits;
  private final Json json;
  private final ClientCounters counters;
  private final Set<Channel> channels = new LinkedHashSet<>();
  private Optional<Future<?>> pulse = Optional.empty();

  /** So that nothing is written for nobody; written on the loop only. */
  private volatile boolean anybody;

  Followers(EventLoop loop, AdminLimits limits, Json json, ClientCounters counters) {
    this.loop = loop;
    this.limits = limits;
    this.json = json;
    this.counters = counters;
  }

  /** On the loop: whether another one may come. */
  boolean hasRoom() {
    return channels.size() < limits.maxStreams();
  }

  /**
   * On the loop: a client begins to follow.
   *
   * @param statusLines how each connection is, in JSON
   */
  void add(Channel channel, List<String> statusLines) {
    channels.add(channel);
    anybody = true;
    counters.followed();
    channel.closeFuture().addListener(closed -> remove(channel));
    for (String line : statusLines) {
      write(channel, event("status", line));
    }
    if (pulse.isEmpty()) {
      long every = limits.streamPulse().toMillis();
      pulse =
          Optional.of(
              loop.scheduleWithFixedDelay(
                  () -> toAll(": here\n\n"), every, every, TimeUnit.MILLISECONDS));
    }
  }

  /** Tells everybody. Any thread. */
  void tell(PastTransition past) {
    if (!anybody) {
      return;
    }
    String event =
        event(
            "transition",
            json.object(
                fields -> {
                  fields.writeStringField("connection", past.connection());
                  ConnectionJson.transition(past, fields);
                }));
    try {
      loop.execute(() -> toAll(event));
    } catch (RejectedExecutionException e) {
      LOG.debug("the control API has closed, nobody follows any more");
    }
  }

  private void toAll(String event) {
    for (Channel channel : new ArrayList<>(channels)) {
      if (channel.isWritable()) {
        write(channel, event);
      } else {
        counters.droppedFollower();
        LOG.info("control API: a client did not keep up with the live events and was dropped");
        remove(channel);
        var unused = channel.close();
      }
    }
  }

  private void remove(Channel channel) {
    if (!channels.remove(channel)) {
      return;
    }
    counters.unfollowed();
    if (channels.isEmpty()) {
      anybody = false;
      pulse.ifPresent(timer -> timer.cancel(false));
      pulse = Optional.empty();
    }
  }

  private static void write(Channel channel, String event) {
    var unused =
        channel.writeAndFlush(
            new DefaultHttpContent(Unpooled.copiedBuffer(event, StandardCharsets.UTF_8)));
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }
}
