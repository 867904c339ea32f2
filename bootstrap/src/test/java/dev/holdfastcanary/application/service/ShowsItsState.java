package dev.holdfastcanary.application.service;

/** Wrong: state that anybody can change. */
final class ShowsItsState {

  public int state = 1;
}
