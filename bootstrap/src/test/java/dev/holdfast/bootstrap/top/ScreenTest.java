package dev.holdfast.bootstrap.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Keys as terminals send them. */
final class ScreenTest {

  @Test
  void keysAreUnderstood() {
    assertThat(Screen.key("q")).contains(Screen.Key.QUIT);
    assertThat(Screen.key("\003")).contains(Screen.Key.QUIT);
    assertThat(Screen.key("\033[A")).contains(Screen.Key.UP);
    assertThat(Screen.key("\033[B")).contains(Screen.Key.DOWN);
    assertThat(Screen.key("\033[5~")).contains(Screen.Key.PAGE_UP);
    assertThat(Screen.key("\033[6~")).contains(Screen.Key.PAGE_DOWN);
    assertThat(Screen.key("\033[H")).contains(Screen.Key.HOME);
    assertThat(Screen.key("x")).isEmpty();
    assertThat(Screen.key("\033")).isEmpty();
    assertThat(Screen.key("\033[")).isEmpty();
    assertThat(Screen.key("\033[Z")).isEmpty();
  }
}
