package dev.holdfast.bootstrap.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a setting that is one value is called.
 *
 * @param variable in an environment
 * @param key in YAML, its sections separated by dots
 * @param defaultText the value when nobody says otherwise; empty if there is none
 */
public record SettingNames(String variable, String key, Optional<String> defaultText) {

  /** Those of every setting, in the order in which settings are shown. */
  public static List<SettingNames> all() {
    return Arrays.stream(Setting.values())
        .map(setting -> new SettingNames(setting.name(), setting.key(), setting.defaultText()))
        .toList();
  }
}
