/**
 * What is connected to what: Guice modules that only declare. This is the one place that sees every
 * adapter.
 */
@NullMarked
package dev.holdfast.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
