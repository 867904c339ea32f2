/** Canaries in the place of the demo. */
package dev.holdfastcanary.bootstrap.simulate;
