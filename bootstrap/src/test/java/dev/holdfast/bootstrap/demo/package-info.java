/** Tests of the demonstration's bookkeeping. */
package dev.holdfast.bootstrap.demo;
