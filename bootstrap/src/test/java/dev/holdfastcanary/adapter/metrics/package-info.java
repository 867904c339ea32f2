/** Canaries among the figures. */
package dev.holdfastcanary.adapter.metrics;
