/** Tests of the connections of one daemon, in virtual time. */
package dev.holdfast.bootstrap.supervision;
