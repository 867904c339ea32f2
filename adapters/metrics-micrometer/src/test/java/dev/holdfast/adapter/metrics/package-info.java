/** What the figures say, in virtual time. */
@NullMarked
package dev.holdfast.adapter.metrics;

import org.jspecify.annotations.NullMarked;
