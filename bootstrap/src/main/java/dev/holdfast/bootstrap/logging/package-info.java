/**
 * The daemon's log: lines on standard error, as text for people or as JSON for machines, without
 * secrets. {@link dev.holdfast.bootstrap.logging.LoggingSetup} is the root.
 */
@NullMarked
package dev.holdfast.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
