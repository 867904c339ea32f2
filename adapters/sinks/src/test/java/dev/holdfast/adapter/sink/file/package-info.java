/** Files as their readers find them, also after a crash. */
@NullMarked
package dev.holdfast.adapter.sink.file;

import org.jspecify.annotations.NullMarked;
