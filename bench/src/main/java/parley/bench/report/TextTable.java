package parley.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A report as a table for the terminal: first the four figures that matter most, then the others,
/// one a line, each server's beside the floor's.
public final class TextTable {
    static final List<String> HEAD = List.of("connected users", "sent", "received", "lost");

    private TextTable() {}

    public static void print(Report report, PrintStream out) {
        head(report, out);
        for (var group : report.groups()) {
            out.println();
            group(report, group, out);
        }
        out.println();
        report.faults().forEach(fault -> out.println("FAULT: " + fault));
    }

    private static void head(Report report, PrintStream out) {
        var lines = new ArrayList<List<String>>();
        var titles = new ArrayList<>(List.of(""));
        titles.addAll(HEAD);
        lines.add(titles);
        for (var result : report.results()) {
            var line = new ArrayList<>(List.of(result.target() + " " + result.door()));
            HEAD.forEach(name -> line.add(text(result, name)));
            lines.add(line);
        }
        out.println();
        align(lines, out);
    }

    private static void group(Report report, List<Result> group, PrintStream out) {
        var lines = new ArrayList<List<String>>();
        var titles =
                new ArrayList<>(
                        List.of(group.getFirst().scenario() + ", " + group.getFirst().door()));
        group.forEach(one -> titles.add(one.target()));
        titles.add(report.hasFloor() ? "ratio" : "");
        lines.add(titles);
        for (var name : names(group)) {
            var line = new ArrayList<>(List.of(name));
            group.forEach(one -> line.add(text(one, name)));
            line.add(ratio(report, group.getFirst(), name));
            lines.add(line);
        }
        align(lines, out);
    }

    private static Set<String> names(List<Result> group) {
        var names = new LinkedHashSet<String>();
        group.forEach(one -> one.figures().forEach(figure -> names.add(figure.name())));
        HEAD.forEach(names::remove);
        return names;
    }

    private static String text(Result result, String name) {
        return result.figure(name).map(Figure::text).orElse("-");
    }

    /// A figure as so many times the floor's.
    static String ratio(Report report, Result result, String name) {
        return result.figure(name)
                .flatMap(figure -> report.ratio(result, figure))
                .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                .orElse("");
    }

    private static void align(List<List<String>> lines, PrintStream out) {
        int columns = lines.getFirst().size();
        var widths = new int[columns];
        for (var line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(1, Math.max(widths[i], line.get(i).length()));
            }
        }
        for (var line : lines) {
            var text = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                var format = i == 0 ? "%-" + widths[i] + "s" : "  %" + widths[i] + "s";
                text.append(String.format(Locale.ROOT, format, line.get(i)));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
