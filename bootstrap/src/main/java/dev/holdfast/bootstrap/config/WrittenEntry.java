package dev.holdfast.bootstrap.config;

import java.util.Map;

/**
 * An entry of a list, such as {@code sinks}, as it was written.
 *
 * @param line where it begins
 * @param options by key; those of a section below it are called {@code section.key}
 */
record WrittenEntry(int line, Map<String, Written> options) {}
