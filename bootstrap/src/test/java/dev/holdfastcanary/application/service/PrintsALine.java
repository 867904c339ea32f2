package dev.holdfastcanary.application.service;

/** Wrong: standard output is data. */
final class PrintsALine {

  void print() {
    System.out.println("connected");
  }
}
