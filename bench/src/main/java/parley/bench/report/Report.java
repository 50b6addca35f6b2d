package parley.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything that one call of the load tool measured, and on what.
///
/// @param command as it was typed
/// @param machine processors, memory, system, Java
/// @param at when, RFC 3339
/// @param results of each server, the floor last where it was measured; of each repetition
public record Report(String command, String machine, String at, List<Result> results) {
    private static final String FLOOR = "floor";

    public Report {
        results = List.copyOf(results);
    }

    /// Results that belong side by side: the same scenario through the same door.
    List<List<Result>> groups() {
        return List.copyOf(
                results.stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.scenario() + " " + one.door(),
                                        LinkedHashMap::new,
                                        Collectors.toUnmodifiableList()))
                        .values());
    }

    /// Whether there is a floor to compare with.
    boolean hasFloor() {
        return results.stream().anyMatch(one -> one.target().equals(FLOOR));
    }

    // the floor's figure of the same name, scenario and door
    private Optional<Figure> floor(Result of, Figure figure) {
        return of.target().equals(FLOOR)
                ? Optional.empty()
                : results.stream()
                        .filter(one -> one.target().equals(FLOOR))
                        .filter(one -> one.scenario().equals(of.scenario()))
                        .filter(one -> one.door().equals(of.door()))
                        .findFirst()
                        .flatMap(one -> one.figure(figure.name()));
    }

    /// A figure as so many times the floor's, where that says anything.
    Optional<Double> ratio(Result of, Figure figure) {
        return figure.unit().isEmpty()
                ? Optional.empty()
                : floor(of, figure)
                        .filter(floor -> floor.value() > 0)
                        .map(floor -> figure.value() / floor.value());
    }

    /// What went wrong that must not, on servers that are meant to keep everything.
    public List<String> faults() {
        var faults = new ArrayList<String>();
        for (var result : results) {
            for (var fault : result.faults()) {
                faults.add(result.target() + ": " + fault);
            }
        }
        return faults;
    }
}
