package dev.holdfast.adapter.simulation.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The texts that a page is made of: those of the charting library, and our own. */
final class ChartLibrary {

  private static final String ARTIFACT = "META-INF/maven/org.webjars.npm/uplot/pom.properties";
  private static final String WEBJAR = "META-INF/resources/webjars/uplot/";

  private final String folder;

  ChartLibrary() throws IOException {
    Properties artifact = new Properties();
    try (InputStream in = open(ARTIFACT)) {
      artifact.load(in);
    }
    folder = WEBJAR + artifact.getProperty("version") + "/";
  }

  String script() throws IOException {
    return text(folder + "dist/uPlot.iife.min.js");
  }

  String style() throws IOException {
    return text(folder + "dist/uPlot.min.css");
  }

  String licence() throws IOException {
    return text(folder + "LICENSE").strip();
  }

  /** A file beside this class. */
  static String own(String name) throws IOException {
    return text(ChartLibrary.class.getPackageName().replace('.', '/') + "/" + name);
  }

  private static String text(String path) throws IOException {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String path) throws IOException {
    InputStream in = ChartLibrary.class.getClassLoader().getResourceAsStream(path);
    if (in == null) {
      throw new IOException("not on the class path: " + path);
    }
    return in;
  }
}
