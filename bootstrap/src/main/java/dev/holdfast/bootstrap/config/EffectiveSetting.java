package dev.holdfast.bootstrap.config;

/**
 * One line of the configuration in force.
 *
 * @param key the variable, or the key in YAML of what has no variable
 * @param shownValue the value as it may be shown
 * @param source where it came from
 */
public record EffectiveSetting(String key, String shownValue, String source) {}
