/**
 * Tokens that somebody issues for a while, kept until shortly before they expire. {@link
 * dev.holdfast.adapter.credentials.IssuedTokens} is where to begin.
 */
@NullMarked
package dev.holdfast.adapter.credentials;

import org.jspecify.annotations.NullMarked;
