/** What is wrong with descriptions, and how it is told. */
@NullMarked
package dev.holdfast.adapter.protocol.description;

import org.jspecify.annotations.NullMarked;
