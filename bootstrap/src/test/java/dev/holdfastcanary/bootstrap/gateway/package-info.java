/** Canaries in the place of the demo gateway. */
package dev.holdfastcanary.bootstrap.gateway;
