/** The control API over real sockets, against connections that are fakes. */
@NullMarked
package dev.holdfast.adapter.adminhttp;

import org.jspecify.annotations.NullMarked;
