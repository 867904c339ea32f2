package dev.holdfast.bootstrap.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where settings are looked for: those of the daemon, or those of one connection. */
interface Places {

  /** Which connection they are of, as it is written; empty if nobody gave it a name. */
  Optional<String> connection();

  /** The value in force of a setting; empty if nobody gave one and there is no default. */
  Optional<Found> find(Setting setting);

  /** Whether every file could be read: otherwise nobody knows what is missing. */
  boolean complete();

  /** The further headers that the YAML file asks for, by name. */
  Map<String, Written> headers();

  /** The rows of the verdict table that the YAML file changes, by what stands before the colon. */
  Map<String, Written> verdicts();

  /** The entries of a list in the YAML file; empty if it is not there. */
  List<WrittenEntry> list(String key);

  /** The place of a line in the YAML file. */
  String yamlAt(int line);

  /** What looks like a mistake but need not be one. */
  List<String> warnings();
}
