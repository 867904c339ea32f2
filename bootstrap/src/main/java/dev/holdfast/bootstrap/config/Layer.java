package dev.holdfast.bootstrap.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * One place where settings are written.
 *
 * @param kind which kind of place; the kinds are ordered, later wins
 * @param name what to call it when talking to the user
 * @param values what is written there; blank values are left out
 */
record Layer(Kind kind, String name, Map<Setting, Written> values) {

  /** The kinds, weakest first. */
  enum Kind {
    DEFAULTS(100),
    YAML(200),
    ENV_FILE(300),
    ENVIRONMENT(400),
    FLAGS(500);

    private final int rank;

    Kind(int rank) {
      this.rank = rank;
    }

    /** The higher one wins. */
    int rank() {
      return rank;
    }
  }

  /** Copies the map. */
  Layer {
    values = Map.copyOf(values);
  }

  /** The layer as the configuration library sees it: known settings only, under YAML keys. */
  ConfigSource source() {
    Map<String, String> properties = new LinkedHashMap<>();
    boolean variables = kind == Kind.ENV_FILE || kind == Kind.ENVIRONMENT;
    values.forEach(
        (setting, written) ->
            properties.put(variables ? setting.name() : setting.key(), written.text()));
    return variables
        ? new EnvConfigSource(properties, kind.rank())
        : new PropertiesConfigSource(properties, name, kind.rank());
  }

  /** Describes a value of this layer. */
  Found found(Setting setting, String value) {
    Written written = values.getOrDefault(setting, new Written(value, 0));
    String key =
        switch (kind) {
          case DEFAULTS, ENV_FILE, ENVIRONMENT -> setting.name();
          case YAML -> setting.key();
          case FLAGS -> setting.flag();
        };
    return new Found(setting, value, key, at(written.line()), kind == Kind.DEFAULTS);
  }

  /** The place of a line in this layer. */
  String at(int line) {
    return line == 0 ? name : name + " line " + line;
  }
}
