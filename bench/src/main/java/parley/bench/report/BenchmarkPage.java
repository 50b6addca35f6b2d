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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// The tables of `docs/benchmark.md`, made from what runs wrote with `--json`: everything between
/// two marks is made anew, and what people wrote around it stays. What was measured of several
/// servers in turn, in files `peer-….json`, stands side by side: a table for each scenario.
public final class BenchmarkPage {
    static final String BEGIN = "<!-- results: made by ./parley bench report -->";
    static final String END = "<!-- end of results -->";

    private static final String PEER = "peer-";
    private static final String OURS = "Parley"; // the first of the columns

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
            Files.writeString(page, replaced(before, tables(results)));
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark page can't be made", e);
        }
    }

    private static String tables(Path results) throws IOException {
        var alone = new ArrayList<Fields>();
        var peers = new ArrayList<Fields>();
        try (var files = Files.list(results)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".json"))
                            .sorted(Comparator.naturalOrder())
                            .toList()) {
                var list = file.getFileName().toString().startsWith(PEER) ? peers : alone;
                list.add(Codec.JSON.read(Files.readAllBytes(file)));
            }
        }
        var page = new StringBuilder();
        alone.forEach(report -> alone(report, page));
        sideBySide(peers, page);
        return page.toString();
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

    private static void alone(Fields report, StringBuilder page) {
        groups(One.of(report))
                .forEach((title, group) -> {
                    page.append("## %s\n\n%s\n\n".formatted(title, group.getFirst().command()));
                    section(group, page);
                });
    }

    private static void sideBySide(List<Fields> reports, StringBuilder page) {
        var all =
                reports.stream()
                        .flatMap(One::of)
                        .sorted(Comparator.comparing(one -> !one.isOurs()));
        groups(all)
                .forEach((title, group) -> {
                    page.append("## Side by side: %s\n\n".formatted(title));
                    section(group, page);
                    group.forEach(one -> page.append("- ").append(one.command()).append("\n"));
                    page.append("\n");
                });
    }

    /// Results that belong side by side: the same scenario through the same door.
    private static Map<String, List<One>> groups(Stream<One> all) {
        return all.collect(
                Collectors.groupingBy(One::title, LinkedHashMap::new, Collectors.toList()));
    }

    private static void section(List<One> group, StringBuilder page) {
        var report = group.getFirst().report();
        page.append("%s. %s.\n\n".formatted(report.required("machine"), report.required("at")));
        var results = group.stream().map(One::result).toList();
        table(results, page);
        faults(results, page);
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
        boolean compared = names.values().stream().anyMatch(ratio -> !ratio.isEmpty());
        page.append(compared ? " ratio |\n" : "\n")
                .append("| --- |")
                .append(" --: |".repeat(group.size() + (compared ? 1 : 0)))
                .append("\n");
        names.forEach((name, ratio) -> {
            page.append("| ").append(name).append(" |");
            group.forEach(one -> page.append(" ").append(text(one, name)).append(" |"));
            page.append(compared ? " " + ratio + " |\n" : "\n");
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

    /// What one run showed of one server.
    private record One(Fields report, Fields result) {
        static Stream<One> of(Fields report) {
            return report.objects("results").stream().map(result -> new One(report, result));
        }

        boolean isOurs() {
            return result.required("target").equals(OURS);
        }

        String title() {
            return result.required("scenario") + ", " + result.required("door");
        }

        String command() {
            return "`" + report.required("command") + "`";
        }
    }
}
