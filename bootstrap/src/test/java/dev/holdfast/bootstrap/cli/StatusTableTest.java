package dev.holdfast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.control.JsonTree;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTableTest {

  @Test
  void columnsAreAsWideAsTheyMustBe() throws Exception {
    assertThat(
            StatusTable.of(
                List.of(
                    JsonTree.read(
                        "{\"id\":\"press-7\",\"state\":\"AUTHENTICATED\",\"up\":true,"
                            + "\"upOrDownForMs\":123000,\"attempt\":1,\"queued\":0,"
                            + "\"cause\":{\"words\":\"login accepted\"}}"),
                    JsonTree.read(
                        "{\"id\":\"fan\",\"state\":\"DISCONNECTED\",\"up\":false,\"upOrDownForMs\":900,"
                            + "\"attempt\":12,\"queued\":345,\"cause\":{\"words\":\"connect refused\","
                            + "\"detail\":\"port 80\"},\"retry\":{\"inMs\":1500,\"failures\":3}}"),
                    JsonTree.read(
                        "{\"id\":\"pump\",\"state\":\"CLOSED\",\"up\":false,\"upOrDownForMs\":0,"
                            + "\"attempt\":1,\"queued\":0,\"cause\":{\"words\":\"login rejected\"},"
                            + "\"stopped\":\"rejected\"}"))))
        .containsExactly(
            "CONNECTION  STATE          UP   FOR        ATTEMPT  QUEUED  WHY",
            "press-7     AUTHENTICATED  yes  2 min 3 s  1        0       login accepted",
            "fan         DISCONNECTED   no   0.9 s      12       345     connect refused: port 80;"
                + " next attempt in 1.5 s, failure 3",
            "pump        CLOSED         no   0.0 s      1        0       login rejected; stopped:"
                + " rejected");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0.0 s",
    "PT59.9S, 59.9 s",
    "PT60S, 1 min 0 s",
    "PT59M59S, 59 min 59 s",
    "PT1H, 1 h 0 min",
    "PT23H59M, 23 h 59 min",
    "PT49H, 2 d 1 h"
  })
  void timesAreToldInTheirTwoLargestUnits(Duration time, String words) {
    assertThat(StatusTable.time(time)).isEqualTo(words);
  }
}
