/** Where application messages go: standard output, one line each. */
@NullMarked
package dev.holdfast.adapter.sink;

import org.jspecify.annotations.NullMarked;
