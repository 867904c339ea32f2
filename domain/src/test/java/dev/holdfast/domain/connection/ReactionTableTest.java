package dev.holdfast.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.connection.testing.DrivenMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The behaviour, cell by cell: what {@code cells.txt} says is what the machine does, and what the
 * reaction table says about a cell is what was seen there, no less and no more.
 */
final class ReactionTableTest {

  private static final Map<String, List<String>> EXPECTED = readCells();

  static Stream<Arguments> cells() {
    return Stream.of(Situation.values())
        .flatMap(
            situation ->
                Stream.of(Happening.values())
                    .filter(happening -> happening.canHappenIn(situation))
                    .map(happening -> Arguments.of(situation, happening)));
  }

  @ParameterizedTest(name = "{0} / {1}")
  @MethodSource("cells")
  void doesExactlyWhatTheCellSays(Situation situation, Happening happening) {
    DrivenMachine link = situation.begin();
    assertThat(link.machine().state()).isEqualTo(situation.state());

    happening.stage(link);
    String name = name(situation, happening);
    assertThat(EXPECTED).as("cells.txt").containsKey(name);
    List<String> lines = link.take();
    assertThat(lines.isEmpty() ? List.of("nothing") : lines).as(name).isEqualTo(EXPECTED.get(name));
    assertThat(link.machine().state()).isEqualTo(lastTarget(lines, situation.state()));
  }

  @Test
  void everyCellIsStagedAndNoOther() {
    Set<String> staged = new TreeSet<>();
    cells()
        .map(Arguments::get)
        .forEach(cell -> staged.add(name((Situation) cell[0], (Happening) cell[1])));
    assertThat(new TreeSet<>(EXPECTED.keySet())).isEqualTo(staged);
    assertThat(Stream.of(Situation.values()).map(Situation::state))
        .contains(ConnectionState.values());
    assertThat(Stream.of(Happening.values()).map(Happening::kind)).contains(EventKind.values());
  }

  @Test
  void tableListsExactlyTheStatesThatItsCellsReach() {
    Map<ConnectionState, Map<EventKind, Set<ConnectionState>>> reached =
        new EnumMap<>(ConnectionState.class);
    cells()
        .map(Arguments::get)
        .forEach(
            cell -> {
              Situation situation = (Situation) cell[0];
              Happening happening = (Happening) cell[1];
              reached
                  .computeIfAbsent(situation.state(), state -> new EnumMap<>(EventKind.class))
                  .computeIfAbsent(happening.kind(), kind -> EnumSet.noneOf(ConnectionState.class))
                  .addAll(targets(run(situation, happening)));
            });

    for (ConnectionState state : ConnectionState.values()) {
      for (EventKind kind : EventKind.values()) {
        assertThat(ReactionTable.reaction(state, kind).targets())
            .as(state + " with " + kind)
            .isEqualTo(reached.get(state).get(kind));
      }
    }
  }

  @Test
  void everyArrowOfTheChartIsTaken() {
    Set<String> taken = new TreeSet<>();
    for (Situation situation : Situation.values()) {
      // How the situation came about counts too, but every arrow has a cell of its own.
      for (Happening happening : Happening.values()) {
        if (happening.canHappenIn(situation)) {
          run(situation, happening).stream()
              .filter(line -> line.contains(" -> "))
              .map(line -> line.substring(0, line.indexOf(" (")))
              .forEach(taken::add);
        }
      }
    }

    Set<String> chart = new TreeSet<>();
    for (ConnectionState from : ConnectionState.values()) {
      for (ConnectionState to : ConnectionState.values()) {
        if (from.mayBecome(to)) {
          chart.add(from + " -> " + to);
        }
      }
    }
    assertThat(taken).isEqualTo(chart);
  }

  @Test
  void everyReactionHasACell() {
    Set<Reaction> used = EnumSet.noneOf(Reaction.class);
    for (ConnectionState state : ConnectionState.values()) {
      for (EventKind kind : EventKind.values()) {
        used.add(ReactionTable.reaction(state, kind));
      }
    }
    assertThat(used).containsExactlyInAnyOrder(Reaction.values());
  }

  private static List<String> run(Situation situation, Happening happening) {
    DrivenMachine link = situation.begin();
    happening.stage(link);
    return link.take();
  }

  private static Set<ConnectionState> targets(List<String> lines) {
    Set<ConnectionState> targets = EnumSet.noneOf(ConnectionState.class);
    lines.stream().filter(line -> line.contains(" -> ")).forEach(line -> targets.add(target(line)));
    return targets;
  }

  private static ConnectionState lastTarget(List<String> lines, ConnectionState before) {
    return lines.stream()
        .filter(line -> line.contains(" -> "))
        .reduce((first, second) -> second)
        .map(ReactionTableTest::target)
        .orElse(before);
  }

  private static ConnectionState target(String line) {
    String rest = line.substring(line.indexOf(" -> ") + 4);
    return ConnectionState.valueOf(rest.substring(0, rest.indexOf(' ')));
  }

  private static String name(Situation situation, Happening happening) {
    return situation.words() + " / " + happening.words();
  }

  /** Situations start a line, happenings are indented by two, effects by four. */
  private static Map<String, List<String>> readCells() {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    String situation = "";
    List<String> effects = new ArrayList<>();
    for (String line : text().lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("    ")) {
        effects.add(line.strip());
      } else if (line.startsWith("  ")) {
        effects = new ArrayList<>();
        String happening = line.strip();
        assertThat(cells.put(situation + " / " + happening, effects))
            .as("second cell " + happening + " of " + situation)
            .isNull();
      } else {
        situation = line;
      }
    }
    return cells;
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(ReactionTableTest.class.getResourceAsStream("cells.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
