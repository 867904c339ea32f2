package dev.holdfast.adapter.adminhttp;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds who answers a request. */
final class Routes {

  private static final String ID = "{id}";

  private final List<Route> all;
  private final Problems problems;

  Routes(List<Route> all, Problems problems) {
    this.all = List.copyOf(all);
    this.problems = problems;
  }

  List<Route> all() {
    return all;
  }

  /** What became of the search: a route with the id in its path, or an answer that says why not. */
  record Found(Optional<Route> route, String id, Optional<Answer> instead) {}

  /**
   * Looks for a route.
   *
   * @param method of the request; HEAD is a GET whose body is not sent
   * @param target the request target, possibly with a query, which no route looks at
   */
  Found find(HttpMethod method, String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    List<Route> there = all.stream().filter(route -> id(route, path).isPresent()).toList();
    if (there.isEmpty()) {
      return instead(
          problems.of(HttpResponseStatus.NOT_FOUND, "there is nothing here; see /v1/openapi.json"));
    }
    HttpMethod wanted = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    Optional<Route> route = there.stream().filter(each -> each.method().equals(wanted)).findFirst();
    if (route.isEmpty()) {
      String allowed = allowed(there);
      return instead(
          problems.of(
              HttpResponseStatus.METHOD_NOT_ALLOWED,
              "this resource knows " + allowed + " only",
              Map.of("Allow", allowed)));
    }
    try {
      String id = QueryStringDecoder.decodeComponent(id(route.get(), path).orElseThrow());
      return new Found(route, id, Optional.empty());
    } catch (IllegalArgumentException e) {
      return instead(problems.badRequest("the path is not properly encoded"));
    }
  }

  private static Found instead(Answer answer) {
    return new Found(Optional.empty(), "", Optional.of(answer));
  }

  /** What stands in the place of the id, as it was written; empty if the path is another one. */
  private static Optional<String> id(Route route, String path) {
    int start = route.path().indexOf(ID);
    if (start < 0) {
      return route.path().equals(path) ? Optional.of("") : Optional.empty();
    }
    String before = route.path().substring(0, start);
    String after = route.path().substring(start + ID.length());
    if (path.length() <= before.length() + after.length()
        || !path.startsWith(before)
        || !path.endsWith(after)) {
      return Optional.empty();
    }
    String id = path.substring(before.length(), path.length() - after.length());
    return id.indexOf('/') < 0 ? Optional.of(id) : Optional.empty();
  }

  private static String allowed(List<Route> routes) {
    return routes.stream()
        .map(Route::method)
        .flatMap(
            method ->
                method.equals(HttpMethod.GET) ? Stream.of("GET", "HEAD") : Stream.of(method.name()))
        .collect(Collectors.joining(", "));
  }
}
