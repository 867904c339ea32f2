package dev.holdfast.bootstrap.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.crash.Sent.Fate;
import dev.holdfast.bootstrap.crash.Sent.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each broken promise is found, and nothing else is. */
final class PromisesTest {

  private static final Sent ONE = sent(1, Kind.AT_LEAST_ONCE, Fate.ACCEPTED);
  private static final Sent TWO = sent(2, Kind.AT_LEAST_ONCE, Fate.ACCEPTED);

  @Test
  void whatHoldsIsNotTold() {
    assertThat(
            check(
                List.of(
                    ONE,
                    TWO,
                    sent(3, Kind.AT_LEAST_ONCE, Fate.REFUSED),
                    sent(9, Kind.AT_LEAST_ONCE, Fate.NOT_REACHED),
                    sent(4, Kind.AT_LEAST_ONCE, Fate.UNKNOWN),
                    sent(5, Kind.BEST_EFFORT, Fate.ACCEPTED),
                    value(6, Fate.ACCEPTED),
                    value(7, Fate.ACCEPTED),
                    value(8, Fate.UNKNOWN)),
                on("a", 1),
                on("b", 1),
                on("b", 2),
                on("b", 4),
                on("b", 7)))
        .isEmpty();
  }

  @Test
  void whatIsLost() {
    assertThat(check(List.of(ONE, TWO), on("a", 2)))
        .containsExactly(
            "what was accepted arrives: message 1 (AT_LEAST_ONCE, ACCEPTED in round 0)");
  }

  @Test
  void whatWasRefusedOrNeverSent() {
    assertThat(check(List.of(sent(1, Kind.AT_LEAST_ONCE, Fate.REFUSED)), on("a", 1), on("a", 9)))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("what was refused does not arrive: message 1 "))
        .anyMatch(line -> line.startsWith("nothing comes that nobody sent: "));
  }

  @Test
  void whatComesInAnotherOrder() {
    assertThat(check(List.of(ONE, TWO), on("a", 2), on("a", 1)))
        .singleElement()
        .asString()
        .startsWith("messages of a class keep their order: message 1 ");
  }

  @Test
  void whatWasOnItsWayTogetherHasNoOrder() {
    Sent long1 = new Sent(1, Kind.AT_LEAST_ONCE, "", "", Fate.ACCEPTED, 1, 4, 0);
    Sent long2 = new Sent(2, Kind.AT_LEAST_ONCE, "", "", Fate.ACCEPTED, 2, 3, 0);
    assertThat(check(List.of(long1, long2), on("a", 2), on("a", 1))).isEmpty();
  }

  @Test
  void duplicatesOfOneLinkAndWithAnotherId() {
    assertThat(check(List.of(ONE), on("a", 1), on("a", 1)))
        .containsExactly("duplicates come only after a kill: " + ONE + " came twice on link a");
    assertThat(check(List.of(ONE), on("a", 1), new Arrival("b", 1, "other")))
        .containsExactly("a duplicate has the same id: " + ONE + " came as id-1 and other");
    assertThat(check(List.of(ONE, TWO), on("a", 1), new Arrival("a", 2, "id-1")))
        .containsExactly("no two messages have the same id: " + TWO + " and 1: id-1");
  }

  @Test
  void bestEffortThatComesTwice() {
    assertThat(check(List.of(sent(1, Kind.BEST_EFFORT, Fate.ACCEPTED)), on("a", 1), on("b", 1)))
        .singleElement()
        .asString()
        .startsWith("best-effort messages come once: ");
  }

  @Test
  void valuesThatAreNotTheLast() {
    List<Sent> both = List.of(value(1, Fate.ACCEPTED), value(2, Fate.ACCEPTED));
    assertThat(check(both, on("a", 1)))
        .singleElement()
        .asString()
        .startsWith("the last value is there: message 2 ");
    assertThat(check(both, on("a", 2), on("b", 1)))
        .anyMatch(line -> line.startsWith("a value never goes back: message 1 "));
  }

  @Test
  void idsOfTheProducer() {
    Sent named = new Sent(1, Kind.AT_LEAST_ONCE, "", "mine", Fate.ACCEPTED, 1, 2, 0);
    assertThat(check(List.of(named), on("a", 1)))
        .containsExactly("the id of the producer arrives: " + named + " came as id-1");
  }

  @Test
  void deadLetters() {
    Sent unwanted = sent(1, Kind.UNWANTED, Fate.ACCEPTED);
    assertThat(new Promises(List.of(unwanted), List.of(on("a", 1)), Set.of(1L)).check()).isEmpty();
    assertThat(check(List.of(unwanted), on("a", 1)))
        .singleElement()
        .asString()
        .endsWith(" was not put aside");
    assertThat(new Promises(List.of(ONE), List.of(on("a", 1)), Set.of(1L)).check())
        .singleElement()
        .asString()
        .endsWith(" was put aside");
  }

  @Test
  void whatIsTooLarge() {
    assertThat(check(List.of(sent(1, Kind.TOO_LARGE, Fate.ACCEPTED))))
        .singleElement()
        .asString()
        .startsWith("what is too large is refused: ");
  }

  private static List<String> check(List<Sent> sent, Arrival... arrivals) {
    return new Promises(sent, List.of(arrivals), Set.of()).check();
  }

  private static Sent sent(long number, Kind kind, Fate fate) {
    long answered = fate == Fate.UNKNOWN ? Sent.NEVER : 2 * number + 1;
    return new Sent(number, kind, "", "", fate, 2 * number, answered, 0);
  }

  private static Sent value(long number, Fate fate) {
    Sent plain = sent(number, Kind.LATEST_VALUE, fate);
    return new Sent(
        number, plain.kind(), "inlet", "", fate, plain.asked(), plain.answered(), plain.round());
  }

  private static Arrival on(String link, long number) {
    return new Arrival(link, number, "id-" + number);
  }
}
