package dev.holdfast.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.time.DurationText;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The names of a setting follow from each other. */
class SettingTest {

  @ParameterizedTest
  @EnumSource
  void theVariableIsTheKeyInCapitals(Setting setting) {
    String variable = setting.key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    assertThat(setting.name()).isEqualTo(variable);
    assertThat(setting.flag().replace('-', '_').toUpperCase(Locale.ROOT))
        .isEqualTo("__" + variable);
    assertThat(setting.key()).matches("([a-z]+\\.)?[a-z]+(-[a-z]+)*");
  }

  @ParameterizedTest
  @EnumSource
  void everyNameFindsItsSetting(Setting setting) {
    assertThat(Setting.byKey(setting.key())).contains(setting);
    assertThat(Setting.byVariable(setting.name())).contains(setting);
    assertThat(Setting.byFlag(setting.flag())).contains(setting);
    assertThat(Setting.hasOurPrefix(setting.name())).isTrue();
  }

  @Test
  void prefixesAreNotTakenFromOthers() {
    assertThat(Setting.hasOurPrefix("GATEWAY_ULR")).isTrue();
    assertThat(Setting.hasOurPrefix("gateway_url")).isTrue();
    assertThat(Setting.hasOurPrefix("MAX_MESSAGE_BYTES_")).isTrue();
    assertThat(Setting.hasOurPrefix("MAX_CONNECTIONS")).isFalse();
    assertThat(Setting.hasOurPrefix("LOGNAME")).isFalse();
    assertThat(Setting.hasOurPrefix("GATEWAYS_X")).isFalse();
    assertThat(Setting.hasOurPrefix("PATH")).isFalse();
  }

  @Test
  void everyVariableOfTheManualExists() {
    assertThat(Arrays.stream(Setting.values()).map(Setting::name))
        .contains(
            "GATEWAY_URL",
            "GATEWAY_PROTOCOL",
            "GATEWAY_EMAIL",
            "GATEWAY_PASSWORD",
            "GATEWAY_TOKEN",
            "GATEWAY_EMAIL_FILE",
            "GATEWAY_PASSWORD_FILE",
            "GATEWAY_TOKEN_FILE",
            "CONNECTION_TIMEOUT",
            "LOGIN_TIMEOUT",
            "COMMAND_TIMEOUT",
            "ACQUISITION_TIMEOUT",
            "HEARTBEAT_INTERVAL",
            "HEARTBEAT_TIMEOUT",
            "HEARTBEAT_MODE",
            "RECONNECT_INITIAL_DELAY",
            "RECONNECT_MAX_DELAY",
            "RECONNECT_JITTER",
            "RECONNECT_STABLE_AFTER",
            "RECONNECT_MAX_ATTEMPTS",
            "SHUTDOWN_TIMEOUT",
            "LOG_LEVEL",
            "LOG_FORMAT",
            "ADMIN_ADDRESS",
            "ADMIN_TOKEN",
            "ADMIN_TOKEN_FILE");
  }

  @Test
  void everyDurationIsWrittenAsItIsShown() {
    for (Setting setting : Setting.values()) {
      setting
          .defaultText()
          .filter(text -> text.matches("[0-9]+(ms|s|m|h|d)"))
          .flatMap(DurationText::parse)
          .ifPresent(
              value -> assertThat(setting.defaultText()).contains(DurationText.format(value)));
    }
  }
}
