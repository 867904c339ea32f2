/** Tests of the values that cross the out-ports. */
package dev.holdfast.application.port.out;
