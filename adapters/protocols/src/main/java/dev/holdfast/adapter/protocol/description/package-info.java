/**
 * Reads session protocols that are described in YAML, and finds everything that is wrong with them
 * at once, with line and column. Its root is {@code DescriptionReader}.
 */
@NullMarked
package dev.holdfast.adapter.protocol.description;

import org.jspecify.annotations.NullMarked;
