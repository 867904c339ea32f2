package dev.holdfast.bootstrap.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Broken promises, by sort. One thread. */
final class Broken {

  /** So many of one sort are told one by one. */
  private static final int TOLD = 3;

  private final Map<String, List<String>> bySort = new LinkedHashMap<>();

  /**
   * Notes one.
   *
   * @param promise in words, the same for all of its sort
   * @param how what was seen
   */
  void add(String promise, String how) {
    bySort.computeIfAbsent(promise, its -> new ArrayList<>()).add(promise + ": " + how);
  }

  /** All of them, each in one line; of many of one sort only how many. */
  List<String> lines() {
    List<String> all = new ArrayList<>();
    bySort.forEach(
        (promise, cases) -> {
          all.addAll(cases.subList(0, Math.min(TOLD, cases.size())));
          if (cases.size() > TOLD) {
            all.add(promise + ": " + (cases.size() - TOLD) + " more");
          }
        });
    return all;
  }
}
