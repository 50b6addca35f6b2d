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
    private static final List<String> HEAD = List.of("connected users", "sent", "received", "lost");

    private TextTable() {}

    public static void print(Report report, PrintStream out) {
        head(report, out);
        out.println();
        var names = names(report);
        var lines = new ArrayList<List<String>>();
        var titles = new ArrayList<>(List.of(""));
        report.results().forEach(one -> titles.add(one.target() + " " + one.door()));
        boolean compared = report.results().stream().anyMatch(one -> one.target().equals("floor"));
        if (compared) {
            titles.add("ratio");
        }
        lines.add(titles);
        for (var name : names) {
            lines.add(line(report, name, compared));
        }
        align(lines, out);
        report.faults().forEach(fault -> out.println("FAULT: " + fault));
    }

    private static void head(Report report, PrintStream out) {
        var lines = new ArrayList<List<String>>();
        var first = new ArrayList<>(List.of(""));
        first.addAll(HEAD);
        lines.add(first);
        for (var result : report.results()) {
            var line = new ArrayList<>(List.of(result.target() + " " + result.door()));
            HEAD.forEach(name -> line.add(result.figure(name).map(Figure::text).orElse("-")));
            lines.add(line);
        }
        out.println();
        align(lines, out);
    }

    private static Set<String> names(Report report) {
        var names = new LinkedHashSet<String>();
        report.results().forEach(one -> one.figures().forEach(figure -> names.add(figure.name())));
        HEAD.forEach(names::remove);
        return names;
    }

    private static List<String> line(Report report, String name, boolean compared) {
        var line = new ArrayList<>(List.of(name));
        for (var result : report.results()) {
            line.add(result.figure(name).map(Figure::text).orElse("-"));
        }
        if (compared) {
            var first = report.results().getFirst();
            line.add(
                    first.figure(name)
                            .flatMap(figure -> report.ratio(first, figure))
                            .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                            .orElse(""));
        }
        return line;
    }

    private static void align(List<List<String>> lines, PrintStream out) {
        int columns = lines.getFirst().size();
        var widths = new int[columns];
        for (var line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
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
