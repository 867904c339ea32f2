package dev.holdfast.adapter.adminhttp;

import java.time.Instant;

/**
 * What runs here.
 *
 * @param version of the program
 * @param java the version of the Java runtime
 * @param pid the process
 * @param started when it was started
 */
public record BuildFacts(String version, String java, long pid, Instant started) {}
