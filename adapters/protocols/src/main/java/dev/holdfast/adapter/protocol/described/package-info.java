/**
 * The session that plays a described protocol: one pass over each message, ordered rules, templates
 * that are filled in. Its root is {@code DescribedProtocol}.
 */
@NullMarked
package dev.holdfast.adapter.protocol.described;

import org.jspecify.annotations.NullMarked;
