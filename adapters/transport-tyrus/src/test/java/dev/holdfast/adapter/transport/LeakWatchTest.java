package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The watch itself: it must be able to fail. */
class LeakWatchTest {

  @Test
  void aForgottenBufferIsNoticed() {
    LeakWatch.begin();
    LeakWatch.assertNoLeaks();
    Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    // It looks for leaks only while it may log them.
    logger.setAdditive(false);
    for (int i = 0; i < 100; i++) {
      ByteBufAllocator.DEFAULT.buffer(16).writeByte(i);
    }
    try {
      assertThatThrownBy(
              () ->
                  Await.until(
                      "leak",
                      () -> {
                        LeakWatch.assertNoLeaks();
                        return false;
                      }))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("buffers leaked");
    } finally {
      LeakWatch.forget();
      logger.setAdditive(true);
    }
  }
}
