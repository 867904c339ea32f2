package dev.holdfast.domain.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of random stories of commands. */
final class RandomCommandsTest {

  /** Close to where the clock overflows, which must make no difference. */
  private static final long T0 = Long.valueOf(Long.MAX_VALUE - 50);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void inEveryStoryEveryCommandEndsExactlyOnce(int maxInFlight) {
    for (int seed = 0; seed < 300; seed++) {
      new Story(seed, maxInFlight).tell();
    }
  }

  /** A random story of one ledger, and what it must come to. */
  private static final class Story {

    private final SplittableRandom random;
    private final CommandLedger ledger;
    private final Map<Long, Boolean> open = new HashMap<>();
    private final List<String> keys = new ArrayList<>();
    private long now = T0;
    private long ends;

    Story(int seed, int maxInFlight) {
      random = new SplittableRandom(seed);
      ledger = new CommandLedger(new CommandLimits(maxInFlight, 20), T0);
    }

    void tell() {
      long accepted = 0;
      for (int step = 0; step < 400; step++) {
        switch (random.nextInt(8)) {
          case 0, 1 -> {
            long id =
                ledger.accept(
                    new CommandWish(
                        "c", 1 + random.nextInt(60), random.nextBoolean(), random.nextInt(9) == 0),
                    now);
            if (id != CommandLedger.NONE) {
              accepted++;
              open.put(id, false);
            }
          }
          case 2, 3 -> send();
          case 4 -> end(ledger.answeredInOrder(""));
          case 5 ->
              end(keys.isEmpty() ? 0 : ledger.answered(keys.remove(random.nextInt(keys.size()))));
          case 6 -> {
            now += random.nextInt(20);
            if (ledger.deadlineReached(now, this::ended)) {
              ledger.linkLost(this::ended);
            }
          }
          default -> {
            if (random.nextInt(6) == 0) {
              ledger.linkLost(this::ended);
            }
          }
        }
        assertThat(ledger.pending()).isEqualTo(open.size());
      }
      ledger.stopped(this::ended);
      assertThat(open).isEmpty();
      assertThat(ends).isEqualTo(accepted);
      assertThat(ledger.hasDeadline()).isFalse();
    }

    private void send() {
      long id = ledger.next();
      if (id == CommandLedger.NONE) {
        return;
      }
      open.put(id, true);
      if (random.nextBoolean()) {
        ledger.sentInOrder(id);
      } else {
        String key = "k" + id + "/" + now;
        keys.add(key);
        if (!ledger.sentWithKey(id, key)) {
          end(id);
        }
      }
    }

    private void ended(long id, CommandEnd end) {
      assertThat(end.sent()).as("%s of %s", end, id).isEqualTo(open.get(id));
      end(id);
    }

    private void end(long id) {
      if (id != CommandLedger.NONE) {
        assertThat(open.remove(id)).as("an end of %s", id).isNotNull();
        ends++;
      }
    }
  }
}
