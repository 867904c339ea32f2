package dev.holdfast.bootstrap.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.crash.Given.Order;
import dev.holdfast.bootstrap.crash.Given.Told;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each broken promise about commands is found, and nothing else is. */
final class CommandPromisesTest {

  private static final Order ONCE = new Order(1, false, false, 1_000, false);
  private static final Order OFTEN = new Order(1, true, false, 1_000, false);
  private static final Order CALM = new Order(1, false, false, 1_000, true);

  private final List<Given> given = new ArrayList<>();
  private final List<Deed> deeds = new ArrayList<>();
  private long moment;

  @Test
  void whatHoldsIsNotTold() {
    told(ONCE, Told.NOTHING, "", 0);
    told(ONCE, Told.ANSWERED, "a", 2);
    told(ONCE, Told.ANSWERED, "a", 4);
    did(1, "a");
    assertThat(check()).isEmpty();
  }

  @Test
  void whatIsDoneTwice() {
    told(ONCE, Told.ANSWERED, "a", 0);
    did(1, "a");
    did(1, "b");
    assertThat(check()).anyMatch(line -> line.startsWith("a command is done once at most"));
  }

  @Test
  void whatDoesNoHarmMayBe() {
    told(OFTEN, Told.ANSWERED, "b", 0);
    did(1, "a");
    did(1, "b");
    assertThat(check()).isEmpty();
  }

  @Test
  void whatNobodyCommanded() {
    did(9, "a");
    assertThat(check()).anyMatch(line -> line.startsWith("nothing is done that nobody commanded"));
  }

  @Test
  void whatIsAnsweredAndWasNotDone() {
    told(ONCE, Told.ANSWERED, "a", 0);
    assertThat(check()).anyMatch(line -> line.startsWith("what is answered was done"));
  }

  @Test
  void whatIsCalledNotSentAndWasDone() {
    did(1, "a");
    told(ONCE, Told.NOT_SENT, "", 0);
    assertThat(check()).anyMatch(line -> line.startsWith("what is not sent was not done"));
  }

  @Test
  void anOutcomeThatChangesInOneLife() {
    told(ONCE, Told.ANSWERED, "a", 0);
    told(ONCE, Told.UNKNOWN, "", 0);
    did(1, "a");
    assertThat(check()).anyMatch(line -> line.startsWith("an outcome does not change"));
  }

  @Test
  void whatIsNotAnsweredThoughNothingIsKilled() {
    told(CALM, Told.UNKNOWN, "", 0);
    assertThat(check()).anyMatch(line -> line.startsWith("in the calm every command is answered"));
  }

  private void told(Order order, Told told, String deed, int life) {
    moment += 2;
    given.add(new Given(order, told, deed, moment, moment + 1, moment, life));
  }

  private void did(long number, String deed) {
    deeds.add(new Deed(number, deed, 1));
  }

  private List<String> check() {
    Lives lives = new Lives(new Ledger(), Path.of("no-sink"));
    return new CommandPromises(given, deeds, lives, List.of()).check();
  }
}
