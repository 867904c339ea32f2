/** A simulation of somebody else's, as {@code docs/your-own-simulation.md} tells it. */
package dev.holdfast.domain.example;
