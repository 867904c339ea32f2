package dev.holdfast.adapter.adminhttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.application.port.in.ConnectionUseCases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DescriptionTest {

  @Test
  void everyRouteIsDescribedAndNothingElse() throws Exception {
    Set<String> served =
        served().stream()
            .map(route -> route.method().name() + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described()).isEqualTo(served);
  }

  @Test
  void itIsServedAsItIs() throws Exception {
    try (AdminStage stage = new AdminStage()) {
      assertThat(stage.get("/v1/openapi.json").body()).isEqualTo(text());
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    String text = text();

    assertThat(
            Pattern.compile("\"#/components/schemas/(\\w+)\"")
                .matcher(text)
                .results()
                .map(found -> found.group(1)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(text).contains("\"" + name + "\": {"));
  }

  /** The operations in the description, such as {@code GET /v1/build}. */
  private static Set<String> described() throws IOException {
    Set<String> operations = new TreeSet<>();
    try (JsonParser json = new JsonFactory().createParser(text())) {
      List<String> place = new ArrayList<>();
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isStructStart()) {
          place.add(String.valueOf(json.getParsingContext().getParent().getCurrentName()));
          if (place.size() == 4 && place.get(1).equals("paths")) {
            operations.add(place.get(3).toUpperCase(Locale.ROOT) + " " + place.get(2));
          }
        } else if (token.isStructEnd()) {
          place.remove(place.size() - 1);
        }
      }
    }
    return operations;
  }

  private static List<Route> served() {
    Map<String, ConnectionUseCases> none = Map.of();
    AdminServices services = AdminStage.services(none);
    AdminLimits limits = AdminLimits.defaults();
    Json json = new Json(text -> text);
    Problems problems = new Problems(json);
    return AdminServer.routes(
        new ConnectionResources(services, limits, json, problems),
        new ProcessResources(services, limits, json, problems, new ClientCounters()),
        new HealthResources(services.health(), List::of, json, true));
  }

  private static String text() {
    return ProcessResources.description();
  }
}
