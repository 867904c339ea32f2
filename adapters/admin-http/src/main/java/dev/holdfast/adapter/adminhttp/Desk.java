package dev.holdfast.adapter.adminhttp;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all clients share: who may ask, what can be asked for, who else is here.
 *
 * @param limits what they may take
 * @param gatekeeper who may ask
 * @param routes what can be asked for
 * @param problems how mistakes are told
 * @param clients who is here
 * @param counters what became of them
 * @param followers who follows the live events
 * @param statusLines how the connections are, for a new follower
 */
record Desk(
    AdminLimits limits,
    Gatekeeper gatekeeper,
    Routes routes,
    Problems problems,
    Clients clients,
    ClientCounters counters,
    Followers followers,
    Supplier<List<String>> statusLines) {

  /** Looks at the head of a request: who answers it, or the answer that says why nobody does. */
  Routes.Found judge(HttpRequest request) {
    String target = request.uri();
    if (!target.startsWith("/")) {
      return refuse(problems.badRequest("the request target must be a path"));
    }
    Routes.Found found = routes.find(request.method(), target);
    boolean open = found.route().filter(route -> route.kind() == Route.Kind.OPEN).isPresent();
    Optional<Answer> refusal = gatekeeper.refuse(request, open);
    if (refusal.isPresent()) {
      return refuse(refusal.get());
    }
    return found.route().flatMap(route -> misfit(request, route)).map(Desk::refuse).orElse(found);
  }

  private Optional<Answer> misfit(HttpRequest request, Route route) {
    if (route.changes() && !isJson(request)) {
      return Optional.of(
          problems.of(
              HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
              "the header Content-Type must say " + Answer.JSON));
    }
    return HttpUtil.getContentLength(request, 0L) > route.maxBodyBytes()
        ? Optional.of(tooLarge(route))
        : Optional.empty();
  }

  /** The answer to a body that is larger than it may be. */
  Answer tooLarge(Route route) {
    return problems.of(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        route.maxBodyBytes() == 0
            ? "this request takes no body"
            : "the body may have " + route.maxBodyBytes() + " bytes at most");
  }

  private static boolean isJson(HttpRequest request) {
    CharSequence type = HttpUtil.getMimeType(request);
    return type != null
        && request.headers().getAll(HttpHeaderNames.CONTENT_TYPE).size() == 1
        && Answer.JSON.equalsIgnoreCase(type.toString().strip());
  }

  private static Routes.Found refuse(Answer answer) {
    return new Routes.Found(Optional.empty(), "", Optional.of(answer));
  }
}
