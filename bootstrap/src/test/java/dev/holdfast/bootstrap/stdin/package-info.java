/** Tests of standard input. */
package dev.holdfast.bootstrap.stdin;
