package dev.holdfast.adapter.adminhttp;

/**
 * A setting in force.
 *
 * @param key what it is called
 * @param value its value, as it may be shown
 * @param source where it came from
 */
public record ShownSetting(String key, String value, String source) {}
