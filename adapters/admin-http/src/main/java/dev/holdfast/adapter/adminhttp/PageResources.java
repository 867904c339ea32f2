package dev.holdfast.adapter.adminhttp;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The status page: files as they are, which everybody may have who reaches us. What they show they
 * ask for themselves, with a token where one is needed.
 */
final class PageResources {

  /** What a page may do: speak to us, and run what came from us, nothing written into it. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
              + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "Referrer-Policy",
          "no-referrer");

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private static final String CHARTS = "META-INF/maven/org.webjars.npm/uplot/pom.properties";
  private static final String CHARTS_FOLDER = "META-INF/resources/webjars/uplot/";

  /** The scripts of the page, beside this class. */
  static final List<String> SCRIPTS =
      List.of("api.js", "charts.js", "detail.js", "list.js", "log.js", "page.js", "words.js");

  private PageResources() {}

  static List<Route> routes() {
    List<Route> scripts =
        SCRIPTS.stream().map(name -> file("/page/" + name, SCRIPT, "page/" + name)).toList();
    List<Route> others =
        List.of(
            file("/", HTML, "page/index.html"),
            file("/page/page.css", STYLE, "page/page.css"),
            file("/page/icon.svg", "image/svg+xml", "page/icon.svg"),
            chart("/page/uplot.js", SCRIPT, "dist/uPlot.iife.min.js"),
            chart("/page/uplot.css", STYLE, "dist/uPlot.min.css"));
    return Stream.concat(others.stream(), scripts.stream()).toList();
  }

  private static Route file(String path, String type, String name) {
    return route(
        path,
        type,
        () -> text(PageResources.class.getPackageName().replace('.', '/') + "/" + name));
  }

  private static Route chart(String path, String type, String name) {
    return route(path, type, () -> text(CHARTS_FOLDER + chartsVersion() + "/" + name));
  }

  @FunctionalInterface
  private interface Content {
    String read() throws IOException;
  }

  /** Read anew for each client: few come, and nobody else needs the room. */
  private static Route route(String path, String type, Content content) {
    return new Route(
        HttpMethod.GET,
        path,
        0,
        (id, body) -> {
          try {
            return CompletableFuture.completedFuture(
                new Answer(HttpResponseStatus.OK, type, content.read(), HEADERS));
          } catch (IOException e) {
            throw new UncheckedIOException("the page cannot be read", e);
          }
        },
        Route.Kind.OPEN);
  }

  private static String chartsVersion() throws IOException {
    Properties artifact = new Properties();
    try (InputStream in = open(CHARTS)) {
      artifact.load(in);
    }
    return artifact.getProperty("version");
  }

  private static String text(String path) throws IOException {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String path) throws IOException {
    InputStream in = PageResources.class.getClassLoader().getResourceAsStream(path);
    if (in == null) {
      throw new IOException("not on the class path: " + path);
    }
    return in;
  }
}
