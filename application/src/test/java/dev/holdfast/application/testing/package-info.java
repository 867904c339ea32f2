/**
 * A world for one connection in virtual time: {@code ConnectionRig} puts a connection between fakes
 * of all its ports, and the test plays user, gateway and clock.
 */
@NullMarked
package dev.holdfast.application.testing;

import org.jspecify.annotations.NullMarked;
