/**
 * What may depend on what, and what no code may do: {@link
 * dev.holdfast.bootstrap.architecture.Rulebook} lists the rules on class files, {@link
 * dev.holdfast.bootstrap.architecture.RepositoryRules} those on poms and sources. Each has a canary
 * that proves that it can fail.
 */
package dev.holdfast.bootstrap.architecture;
