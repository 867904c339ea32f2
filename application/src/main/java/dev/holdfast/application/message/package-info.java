/** Messages for a gateway and what is promised of them: the words that all ports share. */
@NullMarked
package dev.holdfast.application.message;

import org.jspecify.annotations.NullMarked;
