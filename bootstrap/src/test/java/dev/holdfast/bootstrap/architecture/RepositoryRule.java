package dev.holdfast.bootstrap.architecture;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A rule on the files of the repository, and the proof that it can fail.
 *
 * @param law lists what breaks the rule, each with its file; empty if nothing does
 * @param damage breaks the rule in the lawful {@link Miniature}
 */
record RepositoryRule(Function<Repository, List<String>> law, Consumer<Miniature> damage) {}
