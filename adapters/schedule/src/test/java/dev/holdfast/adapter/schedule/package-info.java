/** Tests of schedules. */
@NullMarked
package dev.holdfast.adapter.schedule;

import org.jspecify.annotations.NullMarked;
