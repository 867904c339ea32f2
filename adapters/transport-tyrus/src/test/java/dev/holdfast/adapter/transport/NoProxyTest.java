package dev.holdfast.adapter.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of NO_PROXY. */
class NoProxyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com           | example.com     | 80",
        "example.com           | a.b.example.com | 80",
        "example.com           | EXAMPLE.com.    | 80",
        ".example.com          | a.example.com   | 80",
        ".example.com          | example.com     | 80",
        "*.example.com         | a.example.com   | 80",
        "Example.Com.          | a.example.com   | 80",
        "example.com:8080      | a.example.com   | 8080",
        "*                     | anything        | 1",
        "*                     | ::1             | 1",
        "a.test,  example.com  | example.com     | 80",
        "a.test example.com    | example.com     | 80",
        ",,example.com,        | example.com     | 80",
        "a_b.test              | a_b.test        | 80",
        "localhost             | localhost       | 80",
        "127.0.0.1             | 127.0.0.1       | 80",
        "127.0.0.1:80          | 127.0.0.1       | 80",
        "10.0.0.0/8            | 10.255.255.255  | 80",
        "10.1.2.0/23           | 10.1.3.4        | 80",
        "10.1.2.3/8            | 10.9.9.9        | 80",
        "0.0.0.0/0             | 8.8.8.8         | 80",
        "10.1.2.3/32           | 10.1.2.3        | 80",
        "::1                   | 0:0:0:0:0:0:0:1 | 80",
        "[::1]                 | ::1             | 80",
        "[::1]:443             | ::1             | 443",
        "fe80::/10             | fe80::1%eth0    | 80",
        "fd00::/8              | fdff::1         | 80",
        "10.0.0.0/8            | ::ffff:10.1.1.1 | 80"
      })
  void theseAreConnectedToDirectly(String list, String host, int port) {
    assertThat(NoProxy.parse(list).entryFor(host, port)).isPresent();
    assertThat(NoProxy.parse(list).notUnderstood()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                    | example.com     | 80",
        "example.com           | badexample.com  | 80",
        "example.com           | example.com.org | 80",
        "example.com           | com             | 80",
        "example.com:8080      | example.com     | 80",
        "10.0.0.0/8            | 11.0.0.0        | 80",
        "10.1.2.0/23           | 10.1.4.0        | 80",
        "10.0.0.0/8            | ten.example     | 80",
        "0.0.1                 | 127.0.0.1       | 80",
        "127.0.0.1:81          | 127.0.0.1       | 80",
        "0.0.0.0/0             | ::1             | 80",
        "fe80::/10             | fec0::1         | 80",
        "[::1]:443             | ::1             | 80",
        "localhost             | 127.0.0.1       | 80"
      })
  void theseAreNot(String list, String host, int port) {
    assertThat(NoProxy.parse(list).entryFor(host, port)).isEmpty();
  }

  @Test
  void theEntryIsToldAsItWasWritten() {
    assertThat(NoProxy.parse("a.test,*.Example.COM:80").entryFor("x.example.com", 80))
        .contains("*.Example.COM:80");
  }

  @Test
  void whatMeansNothingIsKeptApartAndHarmsNothing() {
    NoProxy rules =
        NoProxy.parse("10.0.0.0/33,a/8,http://x,[x],[::1,host:port,1.2.3.4/,.,**,good.test,:80");
    assertThat(rules.notUnderstood())
        .containsExactly(
            "10.0.0.0/33",
            "a/8",
            "http://x",
            "[x]",
            "[::1",
            "host:port",
            "1.2.3.4/",
            ".",
            "**",
            ":80");
    assertThat(rules.entryFor("good.test", 80)).contains("good.test");
    assertThat(rules.entryFor("other.test", 80)).isEmpty();
  }
}
