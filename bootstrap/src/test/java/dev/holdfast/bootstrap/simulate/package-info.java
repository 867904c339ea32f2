/** Long simulations: how far they are, how they end early, what they leave behind. */
package dev.holdfast.bootstrap.simulate;
