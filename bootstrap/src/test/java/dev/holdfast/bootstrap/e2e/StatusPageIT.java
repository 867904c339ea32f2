package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.adapter.transport.fixture.RawGateway;
import dev.holdfast.bootstrap.gateway.DemoGateway;
import dev.holdfast.bootstrap.gateway.GatewayOptions;
import dev.holdfast.bootstrap.gateway.GatewayProtocol;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The status page, as somebody sees it in a browser. */
@EndToEndTest
class StatusPageIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** Any free port: tests run side by side. */
  private static final String ANY = "127.0.0.1:0";

  private static final String TOKEN = "a-token-of-24-characters";

  @Test
  void itShowsHowALinkGoesAndComesBackWithoutBeingAsked(Daemons daemons, RawGateway gateway)
      throws Exception {
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("ADMIN_ADDRESS", ANY)
            .with("RECONNECT_MAX_DELAY", "2s")
            .start();
    daemon.awaitUp(1);
    try (Browser browser = open(daemon, 1280, 900)) {
      browser.awaitText("#summary", "The connection is up");
      browser.awaitText(".row .words", "up for");
      browser.awaitText("#detail .now", "CONNECTED · up for");

      gateway.stopListening();
      gateway.awaitConnection(1, SOON).reset();
      browser.awaitText("#summary", "The connection is not up");
      browser.awaitText(".row .words", "next attempt in");
      browser.awaitText("#detail tbody", "refused the connection");
      gateway.listenAgain();
      browser.awaitText("#summary", "The connection is up");
      browser.awaitText("#log-lines", "Control API on http://");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void whatIsAskedThereIsDone(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon =
        daemons
            .run(gateway.uri())
            .with("ADMIN_ADDRESS", ANY)
            .with("RECONNECT_MAX_DELAY", "5m")
            .start();
    daemon.awaitUp(1);
    try (Browser browser = open(daemon, 1280, 900)) {
      browser.awaitText("#summary", "The connection is up");
      button(browser, "Disconnect");
      browser.awaitText("#detail .now", "stopped (as-asked)");
      browser.awaitText("#kinds [data-kind=stopped]", "1");
      button(browser, "Connect");
      browser.awaitText("#detail .now", "up for");

      gateway.stopListening();
      gateway.awaitConnection(2, SOON).reset();
      browser.awaitText(".row .words", "next attempt in");
      gateway.listenAgain();
      browser.one("#rows").click();
      browser.press(Keys.HOME, "r");
      browser.awaitText("#summary", "The connection is up");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aThousandConnectionsAreScrolledAndFilteredWithoutAStall(Daemons daemons) throws Exception {
    GatewayOptions options =
        GatewayOptions.defaults()
            .withProtocol(GatewayProtocol.JSON)
            .withReadings(3, Duration.ofHours(1))
            .withAddress("127.0.0.1", 0);
    try (DemoGateway gateway = new DemoGateway(options)) {
      gateway.start();
      Files.writeString(
          daemons.folder().resolve("holdfast.yaml"),
          "gateway.protocol: json\nconnections:\n  press-{number}:\n    each: {number: 0001..1000}\n"
              + "    gateway.url: ws://127.0.0.1:"
              + gateway.uri().getPort()
              + "/press/{number}\n");
      DaemonProcess daemon =
          daemons.command("run", "--config", "holdfast.yaml").with("ADMIN_ADDRESS", ANY).start();
      daemon.awaitLog("Control API on");
      try (Browser browser = open(daemon, 1280, 900)) {
        browser.awaitText("#summary", "All 1,000 connections are up");
        assertThat(browser.count(".row")).as("only what is seen exists").isBetween(5, 40);

        browser.one("#search").sendKeys("press-07");
        browser.awaitText(".row .name", "press-0700");
        assertThat(browser.one("#space").getSize().getHeight()).as("100 rows").isEqualTo(4600);
        double hundred = Double.parseDouble(browser.runLong(SCROLL));
        browser.one("#search").clear();
        browser.press("/");
        browser.one("#search").sendKeys("press-1000");
        browser.awaitText(".row .name", "press-1000");
        browser.one("#search").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        Browser.await("all again").until(() -> browser.count(".row") > 5);

        // What else the machine does meets both: a list ten times as long must cost no more a
        // frame.
        double thousand = Double.parseDouble(browser.runLong(SCROLL));
        assertThat(thousand)
            .as("nine of ten frames with 1,000, and with 100, in ms")
            .isLessThan(3 * hundred + 100);
        browser.picture("page-thousand");
        assertThat(browser.complaints()).isEmpty();
      }
    }
  }

  @Test
  void itCanBeUsedByKeyboardAlone(Daemons daemons, RawGateway gateway) throws Exception {
    Files.writeString(
        daemons.folder().resolve("holdfast.yaml"),
        "connections:\n"
            + List.of("a", "b", "c").stream()
                .map(id -> "  " + id + ": {gateway.url: " + gateway.uri() + "}\n")
                .reduce("", String::concat));
    DaemonProcess daemon =
        daemons.command("run", "--config", "holdfast.yaml").with("ADMIN_ADDRESS", ANY).start();
    daemon.awaitLog("Control API on");
    try (Browser browser = open(daemon, 1280, 900)) {
      browser.awaitText("#summary", "All 3 connections are up");
      browser.press(Browser.tab(), Keys.ENTER);
      browser.press(Keys.HOME, Keys.ARROW_DOWN);
      assertThat(browser.one("#rows").getDomAttribute("aria-activedescendant")).isEqualTo("row-b");
      assertThat(browser.one("#row-b").getDomAttribute("aria-selected")).isEqualTo("true");
      browser.press(Keys.ENTER);
      browser.awaitText("#detail h2", "b");
      browser.press(Browser.tab(), Browser.tab(), Keys.ENTER);
      browser.awaitText("#summary", "b: asked to reconnect");
      browser.press(Keys.ESCAPE);
      Browser.await("closed").until(() -> !browser.one("#detail").isDisplayed());
      assertThat(browser.run("return document.activeElement.id")).isEqualTo("rows");
      assertThat(browser.run(NAMELESS)).as("buttons and fields without a name").isEqualTo("");
      assertThat(browser.run(FAINT)).as("text that is hard to read").isEqualTo("");
      browser.theme("dark");
      assertThat(browser.run(FAINT)).as("text that is hard to read in the dark").isEqualTo("");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aTokenIsAskedFor(Daemons daemons, RawGateway gateway) throws Exception {
    DaemonProcess daemon =
        daemons.run(gateway.uri()).with("ADMIN_ADDRESS", ANY).with("ADMIN_TOKEN", TOKEN).start();
    daemon.awaitUp(1);
    try (Browser browser = open(daemon, 1280, 900)) {
      browser.awaitText("#token", "This daemon wants its token");
      browser.one("#token-text").sendKeys(TOKEN, Keys.ENTER);
      browser.awaitText("#summary", "The connection is up");
    }
  }

  @Test
  void itShowsWaveformsAndIsFitForTheDarkAndForAPhone(Daemons daemons) throws Exception {
    DaemonProcess demo = daemons.command("demo", "--duration", "5m", "--seed", "7").start();
    Browser.await("its address").until(() -> address(demo).isPresent());
    URI page = address(demo).orElseThrow();
    try (Browser browser = Browser.start()) {
      browser.size(1280, 900);
      browser.open(page);
      browser.awaitText("#sides", "The gateway, which misbehaves on purpose");
      browser.awaitText("#detail .sensor", "32 samples at 512 Hz");
      Browser.await("a plot").until(() -> browser.count("#detail .plot canvas") > 0);
      browser.awaitText("#log-lines", "after the fault");
      browser.picture("page-light");
      browser.theme("dark");
      browser.picture("page-dark");
      browser.size(390, 844);
      browser.picture("page-phone-detail");
      browser.one("#detail .close").click();
      browser.theme("light");
      browser.awaitText(".row .name", "gateway");
      assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
          .as("nothing sticks out")
          .isEqualTo("true");
      browser.picture("page-phone");
      assertThat(browser.complaints()).isEmpty();
    }
    demo.signal("TERM");
  }

  /**
   * The readings of {@code ctc} do not say how fast they were sampled; the list of sensors does.
   */
  @Test
  void theWaveformsOfCtcHaveATimeAxis(Daemons daemons) throws Exception {
    GatewayOptions options =
        GatewayOptions.defaults().withProtocol(GatewayProtocol.CTC).withAddress("127.0.0.1", 0);
    try (DemoGateway gateway = new DemoGateway(options)) {
      gateway.start();
      DaemonProcess daemon =
          FanReadings.of(daemons, gateway.uri()).with("ADMIN_ADDRESS", ANY).start();
      daemon.awaitLog("Control API on");
      try (Browser browser = open(daemon, 1280, 900)) {
        browser.awaitText("#detail .sensor", "400 samples at 512 Hz");
        Browser.await("a plot").until(() -> browser.count("#detail .plot canvas") > 0);
        browser.picture("page-ctc");
        assertThat(browser.runLong(AXES))
            .as("milliseconds at 500 Hz; samples where nobody tells the rate")
            .isEqualTo("0,2,4 0,1,2");
        assertThat(browser.complaints()).isEmpty();
      }
    }
  }

  private static Optional<URI> address(DaemonProcess demo) {
    return demo.stdout().stream()
        .filter(line -> line.startsWith("Status page: "))
        .map(line -> URI.create(line.substring("Status page: ".length())))
        .findFirst();
  }

  private static Browser open(DaemonProcess daemon, int width, int height) throws Exception {
    Browser browser = Browser.start();
    browser.size(width, height);
    browser.open(URI.create("http://" + Admin.of(daemon).address() + "/"));
    return browser;
  }

  private static void button(Browser browser, String words) {
    browser.run(
        "[...document.querySelectorAll('#detail .acts button')].find((b) => b.textContent === '"
            + words
            + "').click()");
  }

  /** The horizontal axis of a waveform whose rate is told, and of one whose rate is not. */
  private static final String AXES =
      """
      const tell = arguments[0];
      import('/page/charts.js').then(({ reading, waveform }) => {
        const axis = (rate) => {
          const message = { series: { x: { values: [1, 2, 3] } }, ...rate };
          const plot = waveform(reading(message), 'a test');
          plot.end();
          return plot.data[0].join();
        };
        tell(axis({ sampleRateHz: 500 }) + ' ' + axis({}));
      }).catch((problem) => tell(String(problem)));
      """;

  private static final String SCROLL =
      """
      const done = arguments[0];
      const box = document.getElementById('rows');
      const took = [];
      let before = performance.now(), steps = 0;
      const step = (now) => {
        took.push(now - before);
        before = now;
        if (++steps > 120) {
          took.sort((a, b) => a - b);
          done(took[Math.floor(took.length * 0.9)].toFixed(1));
          return;
        }
        box.scrollTop = steps % 2 ? box.scrollHeight * steps / 120 : 46 * steps;
        requestAnimationFrame(step);
      };
      requestAnimationFrame((now) => { before = now; requestAnimationFrame(step); });
      """;

  private static final String NAMELESS =
      """
      return [...document.querySelectorAll('button, input, select, [role=option], [role=img]')]
        .filter((e) => !(e.getAttribute('aria-label') || e.labels?.length || e.textContent.trim()))
        .map((e) => e.outerHTML).join();
      """;

  /** WCAG 2.2, 1.4.3: 4.5 to 1 for text of usual size. */
  private static final String FAINT =
      """
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((v) => {
          v /= 255;
          return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (e) => {
        for (; e; e = e.parentElement) {
          const colour = getComputedStyle(e).backgroundColor;
          if (!/, 0\\)$/.test(colour) && colour !== 'transparent') { return colour; }
        }
        return 'rgb(255, 255, 255)';
      };
      const faint = [];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const e = walk.currentNode.parentElement;
        if (!walk.currentNode.data.trim() || !e.checkVisibility()) { continue; }
        const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
        if ((a + 0.05) / (b + 0.05) < 4.5) { faint.push(walk.currentNode.data.trim()); }
      }
      return faint.join();
      """;
}
