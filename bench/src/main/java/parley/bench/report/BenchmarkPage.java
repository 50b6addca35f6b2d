package parley.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// The tables of `docs/benchmark.md`, made from what runs wrote with `--json`: everything between
/// two marks is made anew, and what people wrote around it stays.
public final class BenchmarkPage {
    static final String BEGIN = "<!-- results: made by ./parley bench report -->";
    static final String END = "<!-- end of results -->";

    private static final String NEW_PAGE =
            """
            # Benchmark

            Each table is one run of `./parley bench`, with the command that repeats it. "Floor" is a bare relay without
            accounts and storage, measured in the same run with the same traffic and the same client; "ratio" is so many
            times the floor. Load client and server share the machine's processors.

            %s
            %s
            """
                    .formatted(BEGIN, END);

    private BenchmarkPage() {}

    /// Makes the tables anew.
    ///
    /// @param results a directory of JSON files, taken in the order of their names
    /// @param page made if it isn't there
    public static void write(Path results, Path page) {
        try {
            var before = Files.exists(page) ? Files.readString(page) : NEW_PAGE;
            Files.writeString(page, replaced(before, tables(read(results))));
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark page can't be made", e);
        }
    }

    private static List<Fields> read(Path results) throws IOException {
        try (var files = Files.list(results)) {
            var reports = new ArrayList<Fields>();
            for (var file :
                    files.filter(one -> one.toString().endsWith(".json"))
                            .sorted(Comparator.naturalOrder())
                            .toList()) {
                reports.add(Codec.JSON.read(Files.readAllBytes(file)));
            }
            return reports;
        }
    }

    static String replaced(String page, String tables) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "the page has no place for results: lines " + BEGIN + " and " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + tables + page.substring(end);
    }

    static String tables(List<Fields> reports) {
        var page = new StringBuilder();
        for (var report : reports) {
            for (var group : groups(report).values()) {
                var first = group.getFirst();
                page.append(
                        "## %s, %s\n\n`%s`\n\n%s. %s.\n\n"
                                .formatted(
                                        first.required("scenario"),
                                        first.required("door"),
                                        report.required("command"),
                                        report.required("machine"),
                                        report.required("at")));
                table(group, page);
                faults(group, page);
            }
        }
        return page.toString();
    }

    private static Map<String, List<Fields>> groups(Fields report) {
        var groups = new LinkedHashMap<String, List<Fields>>();
        for (var result : report.objects("results")) {
            groups.computeIfAbsent(
                            result.required("scenario") + " " + result.required("door"),
                            _ -> new ArrayList<>())
                    .add(result);
        }
        return groups;
    }

    private static void table(List<Fields> group, StringBuilder page) {
        var names = new LinkedHashMap<String, String>(); // of figures, each with its ratio
        TextTable.HEAD.forEach(name -> names.put(name, ""));
        for (var result : group) {
            for (var figure : result.objects("figures")) {
                names.merge(figure.required("name"), ratio(figure), BenchmarkPage::first);
            }
        }
        page.append("| |");
        group.forEach(one -> page.append(" ").append(one.required("target")).append(" |"));
        page.append(" ratio |\n| --- |").append(" --: |".repeat(group.size() + 1)).append("\n");
        names.forEach((name, ratio) -> {
            page.append("| ").append(name).append(" |");
            group.forEach(one -> page.append(" ").append(text(one, name)).append(" |"));
            page.append(" ").append(ratio).append(" |\n");
        });
        page.append("\n");
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static String ratio(Fields figure) {
        var ratio = figure.text("ratio");
        return ratio == null ? "" : ratio;
    }

    private static String text(Fields result, String name) {
        return result.objects("figures").stream()
                .filter(figure -> figure.required("name").equals(name))
                .map(figure -> figure.required("text"))
                .findFirst()
                .orElse("–");
    }

    private static void faults(List<Fields> group, StringBuilder page) {
        for (var result : group) {
            for (var fault : result.texts("faults")) {
                page.append("**%s: %s.**\n\n".formatted(result.required("target"), fault));
            }
        }
    }
}
