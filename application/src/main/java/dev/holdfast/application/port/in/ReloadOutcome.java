package dev.holdfast.application.port.in;

import java.util.List;

/** What became of a wish to go on with a new configuration. */
public sealed interface ReloadOutcome {

  /**
   * It is in force.
   *
   * @param added the ids of connections that are new
   * @param changed those that go on with other settings; a link that would not be opened like this
   *     any more is replaced in good order
   * @param replaced those that ended and began anew
   * @param removed those that are ended in good order
   * @param unchanged how many others there are; they have noticed nothing
   * @param failed those that could not be made, each with the reason
   * @param afterRestart settings of the process that differ and wait for its next start
   */
  record Done(
      List<String> added,
      List<String> changed,
      List<String> replaced,
      List<String> removed,
      int unchanged,
      List<String> failed,
      List<String> afterRestart)
      implements ReloadOutcome {

    /** Copies the lists. */
    public Done {
      added = List.copyOf(added);
      changed = List.copyOf(changed);
      replaced = List.copyOf(replaced);
      removed = List.copyOf(removed);
      failed = List.copyOf(failed);
      afterRestart = List.copyOf(afterRestart);
    }
  }

  /**
   * Nothing was changed.
   *
   * @param problems why, each in one line for people, without secrets
   */
  record Refused(List<String> problems) implements ReloadOutcome {

    /** Copies the list. */
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
