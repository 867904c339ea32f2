package dev.holdfast.application.service;

/** Which occurrences of the same trouble are worth a line in the log: 1, 10, 100, ... */
final class PowersOfTen {

  private PowersOfTen() {}

  static boolean include(long count) {
    long power = 1;
    while (power < count) {
      power *= 10;
    }
    return power == count;
  }
}
