/** Publishing to a real broker. */
@NullMarked
package dev.holdfast.adapter.sink.mqtt;

import org.jspecify.annotations.NullMarked;
