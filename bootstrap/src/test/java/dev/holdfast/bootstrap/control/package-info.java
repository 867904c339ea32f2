/** Tests of the client of the control API. */
package dev.holdfast.bootstrap.control;
