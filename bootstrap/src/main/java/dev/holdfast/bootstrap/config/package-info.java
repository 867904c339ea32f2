/**
 * The daemon's configuration: where it comes from, what it means, and everything that is wrong with
 * it, said at once. {@link dev.holdfast.bootstrap.config.ConfigLoader} is the root; {@link
 * dev.holdfast.bootstrap.config.DaemonConfig} is the result.
 */
@NullMarked
package dev.holdfast.bootstrap.config;

import org.jspecify.annotations.NullMarked;
