/** Canaries in the control API. */
package dev.holdfastcanary.adapter.adminhttp;
