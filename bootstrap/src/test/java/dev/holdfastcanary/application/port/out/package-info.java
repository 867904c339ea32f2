/** Canaries among the out-ports. */
package dev.holdfastcanary.application.port.out;
