package dev.holdfast.adapter.adminhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageResourcesTest {

  private static final Pattern NEEDED = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"");
  private static final Pattern IMPORTED = Pattern.compile("from '\\./([a-z]+\\.js)'");

  private AdminStage stage;

  @BeforeEach
  void open() throws IOException {
    stage = new AdminStage(Optional.of("a-token-of-24-characters"), AdminLimits.defaults());
  }

  @AfterEach
  void close() throws IOException {
    stage.close();
  }

  @Test
  void thePageIsAtTheRootForEverybodyWhoReachesUs() throws Exception {
    HttpResponse<String> page = stage.get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body()).startsWith("<!doctype html>");
    assertThat(stage.get("/v1/connections").statusCode()).as("what it asks for").isEqualTo(401);
  }

  @Test
  void allThatItNeedsIsServedAndNothingElse() throws Exception {
    Set<String> needed = new TreeSet<>();
    NEEDED.matcher(stage.get("/").body()).results().forEach(found -> needed.add(found.group(1)));
    for (String script : PageResources.SCRIPTS) {
      IMPORTED
          .matcher(stage.get("/page/" + script).body())
          .results()
          .forEach(found -> needed.add("/page/" + found.group(1)));
    }

    assertThat(needed).contains("/page/page.js", "/page/uplot.js", "/page/words.js");
    for (String path : needed) {
      assertThat(stage.get(path).statusCode()).as(path).isEqualTo(200);
    }
    needed.add("/");
    assertThat(PageResources.routes().stream().map(Route::path).collect(Collectors.toSet()))
        .isEqualTo(needed);
  }

  @Test
  void nothingMayBePutIntoIt() throws Exception {
    String policy = stage.get("/").headers().firstValue("Content-Security-Policy").orElse("");

    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http");
    for (String script : PageResources.SCRIPTS) {
      assertThat(stage.get("/page/" + script).body())
          .as(script)
          .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }
  }
}
