/** When something is to be done again, written as in a crontab. */
@NullMarked
package dev.holdfast.adapter.schedule;

import org.jspecify.annotations.NullMarked;
