package dev.holdfast.domain.connection;

import dev.holdfast.domain.cause.Cause;
import dev.holdfast.domain.cause.CauseKind;

/** Why we are closing, and whether the connection is wanted again afterwards. */
final class Closing {

  private static final CauseKind[] KINDS = CauseKind.values();

  private static final int KIND_BITS = 5;
  private static final int WANTED_AGAIN = 1 << KIND_BITS;

  /** How many bits {@link #bits} takes. */
  static final int BITS = KIND_BITS + 1;

  private Cause cause = Cause.of(CauseKind.DISCONNECT_REQUESTED);
  private boolean wantedAgain;

  void start(Cause why) {
    cause = why;
    wantedAgain = false;
  }

  void wantAgain() {
    wantedAgain = true;
  }

  Cause cause() {
    return cause;
  }

  boolean wantedAgain() {
    return wantedAgain;
  }

  /** All but the detail of the cause. */
  @SuppressWarnings("EnumOrdinal") // a saved connection lives no longer than the program
  int bits() {
    return cause.kind().ordinal() | (wantedAgain ? WANTED_AGAIN : 0);
  }

  void restore(int bits) {
    cause = Cause.of(KINDS[MachineMemory.bits(bits, 0, KIND_BITS)]);
    wantedAgain = (bits & WANTED_AGAIN) != 0;
  }
}
