package dev.holdfast.bootstrap.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each broken promise about notifications is found, and nothing else is. */
final class InboundPromisesTest {

  /** The daemon was dead when the file had so many bytes, and began again at that time. */
  private static final List<Long> ENDS = List.of(100L);

  private static final List<Long> BEGINNINGS = List.of(1_000L);

  private final List<Delivered> delivered = new ArrayList<>();

  @Test
  void whatHoldsIsNotTold() {
    in(1, 0, 10);
    in(2, 50, 20);
    // Written again by the next one, which did not know how far it had been.
    in(2, 100, 20);
    // Received again, because the gateway had not been told.
    in(2, 150, 1_010);
    in(3, 200, 1_020);
    assertThat(check(Set.of(1L, 2L, 3L))).isEmpty();
  }

  @Test
  void whatIsLost() {
    in(1, 0, 10);
    assertThat(check(Set.of(1L, 2L)))
        .containsExactly("what is acknowledged is in the sink: notification 2 is not");
  }

  @Test
  void whatComesInAnotherOrder() {
    in(2, 0, 10);
    in(1, 50, 20);
    assertThat(check(Set.of())).anyMatch(line -> line.startsWith("notifications keep their order"));
  }

  @Test
  void whatComesTwiceForNoReason() {
    in(1, 0, 10);
    in(1, 50, 20);
    assertThat(check(Set.of()))
        .containsExactly(
            "duplicates come only after an end of the daemon: notification 1 came twice in life 0");
  }

  private void in(long number, long at, long receivedMillis) {
    delivered.add(new Delivered(number, at, receivedMillis));
  }

  private List<String> check(Set<Long> acknowledged) {
    return new InboundPromises(acknowledged, delivered, ENDS, BEGINNINGS).check();
  }
}
