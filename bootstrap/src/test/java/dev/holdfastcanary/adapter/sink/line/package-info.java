/** Canaries among the sinks. */
package dev.holdfastcanary.adapter.sink.line;
