/**
 * The demonstration: the real daemon against a gateway that misbehaves on purpose, told as a story.
 */
@NullMarked
package dev.holdfast.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
