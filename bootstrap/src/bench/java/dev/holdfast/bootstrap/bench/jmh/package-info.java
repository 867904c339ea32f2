/** Single rooms, measured with JMH. */
package dev.holdfast.bootstrap.bench.jmh;
