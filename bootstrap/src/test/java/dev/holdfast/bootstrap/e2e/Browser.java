package dev.holdfast.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a window: Chromium, as Debian has it. Closed at the end of a test. */
final class Browser implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(60);

  private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "chrome");

  /** No window, no sandbox (tests run as root), and nobody outside is asked for anything. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars");

  private final ChromeDriver driver;
  private final Path pictures;

  private Browser(ChromeDriver driver, Path pictures) {
    this.driver = driver;
    this.pictures = pictures;
  }

  /** Starts one; a test that cannot have one is skipped, and says so. */
  static Browser start() throws IOException {
    Optional<Path> browser = BROWSERS.stream().flatMap(name -> find(name).stream()).findFirst();
    Optional<Path> control = find("chromedriver");
    Assumptions.assumeTrue(
        browser.isPresent() && control.isPresent(),
        "needs chromium and chromedriver (Debian: apt-get install chromium chromium-driver)");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow().toString());
    options.addArguments(ARGUMENTS);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(control.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    Path pictures = Files.createDirectories(Path.of("target", "pictures"));
    return new Browser(new ChromeDriver(service, options), pictures);
  }

  private static Optional<Path> find(String program) {
    return Stream.concat(
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")),
            Stream.of("/usr/bin", "/usr/lib/chromium"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void size(int width, int height) {
    driver
        .executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false))
        .clear();
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /** Lets the page believe that the system has a theme. */
  void theme(String scheme) {
    driver
        .executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))))
        .clear();
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  /** What is read in the first element that a selector finds; empty if there is none. */
  String text(String selector) {
    try {
      return driver.findElements(By.cssSelector(selector)).stream()
          .findFirst()
          .map(WebElement::getText)
          .orElse("");
    } catch (StaleElementReferenceException e) {
      // Drawn anew meanwhile.
      return "";
    }
  }

  WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void awaitText(String selector, String part) {
    await(part).untilAsserted(() -> assertThat(text(selector)).contains(part));
  }

  static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(SOON);
  }

  /** Runs a script in the page; what it returns. */
  Object run(String script) {
    return String.valueOf(driver.executeScript(script));
  }

  /** Runs a script that calls {@code arguments[0]} with what it has found out. */
  String runLong(String script) {
    driver.manage().timeouts().scriptTimeout(SOON);
    return String.valueOf(driver.executeAsyncScript(script));
  }

  /** For people to look at. */
  void picture(String name) throws IOException {
    Files.write(pictures.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** What the page complained about: errors of scripts, what its own rules forbid. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The key that goes to the next thing. */
  static CharSequence tab() {
    return Keys.TAB;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
