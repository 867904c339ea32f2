package dev.holdfast.bootstrap.cli;

import dev.holdfast.domain.time.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a duration that must have a unit. In a configuration a bare number is milliseconds; whoever
 * writes {@code --duration 5} for a simulation means anything but that.
 */
final class TimeWithUnit implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    if (text.strip().matches("[0-9.]+")) {
      throw new TypeConversionException(
          "'" + text + "' has no unit; expected a duration such as 30s, 5m or PT30S");
    }
    return DurationText.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no duration; expected one such as 30s, 5m or PT30S"));
  }
}
