package dev.holdfast.adapter.protocol.description;

import dev.holdfast.adapter.protocol.described.Authorization;
import dev.holdfast.adapter.protocol.described.Handshake;
import dev.holdfast.adapter.protocol.described.Handshake.Filled;
import dev.holdfast.adapter.protocol.described.Login;
import dev.holdfast.adapter.protocol.described.Source;
import dev.holdfast.adapter.protocol.described.Source.Origin;
import dev.holdfast.adapter.protocol.description.TemplateReader.Part;
import dev.holdfast.application.port.out.HandshakeRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what the opening handshake says: {@code subprotocols} and {@code handshake}. */
final class HandshakeReader {

  private static final URI ANYWHERE = URI.create("ws://gateway/");

  private final TemplateReader templates;

  HandshakeReader(TemplateReader templates) {
    this.templates = templates;
  }

  /**
   * What the handshake says.
   *
   * @param login how the link is logged in, as it may have the credentials already
   */
  Handshake read(Section root, Optional<Login> login) {
    Optional<Section> subprotocols = root.section("subprotocols");
    List<String> offered = subprotocols.map(section -> offeredIn(section)).orElse(List.of());
    boolean required = subprotocols.map(section -> section.flag("required", true)).orElse(false);
    subprotocols.ifPresent(Section::finish);
    Optional<Section> handshake = root.section("handshake");
    Authorization authorization =
        handshake
            .map(
                section ->
                    section.choice(
                        "authorization", Words.of(Authorization.values()), Authorization.AUTO))
            .orElse(Authorization.AUTO);
    List<Filled> headers =
        handshake
            .flatMap(section -> section.section("headers"))
            .map(this::headers)
            .orElse(List.of());
    List<Filled> query =
        handshake.flatMap(section -> section.section("query")).map(this::query).orElse(List.of());
    handshake.ifPresent(Section::finish);
    Set<Origin> inBand = EnumSet.noneOf(Origin.class);
    Stream.concat(headers.stream(), query.stream())
        .forEach(filled -> filled.credential().ifPresent(inBand::add));
    Placeholders.CREDENTIALS.stream()
        .filter(origin -> login.filter(found -> found.needs(origin)).isPresent())
        .forEach(inBand::add);
    return new Handshake(offered, required, authorization, inBand, headers, query);
  }

  /** The subprotocols that are offered, before they are checked. */
  static List<String> offered(Section root) {
    return root.section("subprotocols").map(section -> offeredIn(section)).orElse(List.of());
  }

  private static List<String> offeredIn(Section section) {
    String expected = "a list of names such as [ocpp1.6]";
    if (!section.has("offered")) {
      section.missing("offered", expected);
    }
    List<String> offered = section.texts("offered", expected);
    fault(Map.of(), offered).ifPresent(fault -> section.wrong("offered", fault));
    return fault(Map.of(), offered).isEmpty() ? offered : List.of();
  }

  private List<Filled> headers(Section section) {
    List<Filled> headers = new ArrayList<>();
    for (String name : section.keys()) {
      Optional<String> text = section.text(name, "a text such as \"${token}\"");
      Optional<String> fault = fault(Map.of(name, ""), List.of());
      if (fault.isPresent()) {
        section.wrong(name, fault.get());
      } else if (text.isPresent()) {
        Optional<Filled> header = filled(section, name, text.get(), "a header");
        header
            .flatMap(found -> fault(Map.of(name, found.before() + found.after()), List.of()))
            .ifPresent(what -> section.wrong(name, what));
        header.ifPresent(headers::add);
      }
    }
    return headers;
  }

  private List<Filled> query(Section section) {
    List<Filled> query = new ArrayList<>();
    for (String name : section.keys()) {
      section
          .text(name, "a text such as \"${token}\"")
          .flatMap(text -> filled(section, name, text, "a part of the query"))
          .ifPresent(query::add);
    }
    return query;
  }

  private Optional<Filled> filled(Section section, String name, String text, String what) {
    Placeholders allowed = new Placeholders(Placeholders.CREDENTIALS, Set.of(), Set.of(), false);
    List<Part> parts =
        templates.parts(
            section.value(name, "a text").orElseThrow(), section.pathOf(name), text, allowed);
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    Optional<Source> credential = Optional.empty();
    for (Part part : parts) {
      if (part.source().isEmpty()) {
        (credential.isEmpty() ? before : after).append(part.text());
      } else if (credential.isPresent()) {
        section.wrong(name, "expected at most one placeholder in " + what + " but there are more");
        return Optional.empty();
      } else {
        credential = part.source();
      }
    }
    return Optional.of(
        new Filled(name, before.toString(), credential.map(Source::origin), after.toString()));
  }

  /** What a handshake would have against it, in its own words. */
  private static Optional<String> fault(Map<String, String> headers, List<String> subprotocols) {
    try {
      HandshakeRequest unused = new HandshakeRequest(ANYWHERE, headers, subprotocols, false);
      return unused.headers().size() == headers.size() ? Optional.empty() : Optional.of("twice");
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
