package dev.holdfast.domain.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How many commands there may be, and what is no command at all. */
final class CommandBoundsTest {

  private static final long NOW = 5;

  @Test
  void noMoreThanAllowedArePending() {
    CommandLedger ledger = new CommandLedger(new CommandLimits(1, 2), NOW);
    accept(ledger);
    accept(ledger);

    assertThat(accept(ledger)).isEqualTo(CommandLedger.NONE);
    ledger.withdrawn(ledger.next());
    assertThat(accept(ledger)).isEqualTo(3);
  }

  @Test
  void oneMayBeEnough() {
    CommandLedger ledger = new CommandLedger(new CommandLimits(1, 1), NOW);

    assertThat(accept(ledger)).isNotEqualTo(CommandLedger.NONE);
    assertThat(accept(ledger)).isEqualTo(CommandLedger.NONE);
  }

  @Test
  void everyEndSaysInWordsWhetherTheGatewayMayKnow() {
    assertThat(CommandEnd.values()).extracting(CommandEnd::words).doesNotContain("");
    assertThat(CommandEnd.UNKNOWN_NO_ANSWER.words()).isEqualTo("no answer in time");
    assertThat(CommandEnd.values())
        .allMatch(end -> end.sent() == end.name().startsWith("UNKNOWN"), "sent if unknown");
  }

  @Test
  void impossibleNumbersAreRefused() {
    CommandLedger ledger = new CommandLedger(new CommandLimits(1, 1), NOW);

    assertThatThrownBy(() -> new CommandLimits(0, 1)).hasMessageContaining("0, 1");
    assertThatThrownBy(() -> new CommandLimits(1, 0)).hasMessageContaining("1, 0");
    assertThatThrownBy(() -> new CommandWish("x", 0, false, false)).hasMessageContaining("0");
    assertThatThrownBy(() -> ledger.withdrawn(9)).hasMessageContaining("9");
  }

  private static long accept(CommandLedger ledger) {
    return ledger.accept(new CommandWish("any", 100, false, false), NOW);
  }
}
