/**
 * What the application needs from the outside: event loop, transport, sink, observer, credentials,
 * wall clock. Adapters implement these and nothing else.
 */
@NullMarked
package dev.holdfast.application.port.out;

import org.jspecify.annotations.NullMarked;
