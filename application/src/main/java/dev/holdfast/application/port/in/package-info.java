/**
 * What the outside may ask of a connection: one interface per use case, any thread, never blocking.
 */
@NullMarked
package dev.holdfast.application.port.in;

import org.jspecify.annotations.NullMarked;
