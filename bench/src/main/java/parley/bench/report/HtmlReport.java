package parley.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import parley.bench.report.Plot.Line;
import parley.bench.report.Plot.Scale;

/// A report as one page that needs nothing else: the tables, and plots of latency, rate and
/// processor time.
public final class HtmlReport {
    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Parley, measured</title>
            <style>
            :root { color-scheme: light dark; --text: #1c2430; --back: #fff; --grid: #d9dee5; }
            @media (prefers-color-scheme: dark) { :root { --text: #e4e8ee; --back: #14181f; --grid: #343b46; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
            th, td { padding: .15rem .8rem; border-bottom: 1px solid var(--grid); text-align: right; }
            th:first-child, td:first-child { text-align: left; }
            figure { margin: 2rem 0; } figcaption { font-weight: 600; }
            svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: var(--text); }
            .grid { stroke: var(--grid); } polyline { fill: none; stroke-width: 1.5; }
            .line0 { stroke: #2563eb; } .line1 { stroke: #d97706; } .line2 { stroke: #059669; } .line3 { stroke: #dc2626; } .line4 { stroke: #7c3aed; } .line5 { stroke: #0891b2; }
            .legend span::before { content: "\\2014\\2002"; font-weight: 700; } .legend span { margin-right: 1rem; }
            .key0::before { color: #2563eb; } .key1::before { color: #d97706; } .key2::before { color: #059669; } .key3::before { color: #dc2626; } .key4::before { color: #7c3aed; } .key5::before { color: #0891b2; }
            .fault { color: #dc2626; font-weight: 600; }
            </style>
            </head>
            <body>
            """;

    private HtmlReport() {}

    /// Writes a report to a file.
    public static void write(Report report, Path file) {
        try {
            Files.writeString(file, page(report));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }

    static String page(Report report) {
        var page = new StringBuilder(HEAD);
        page.append("<h1>Parley, measured</h1>\n<p><code>")
                .append(Plot.escape(report.command()))
                .append("</code><br>")
                .append(Plot.escape(report.machine()))
                .append("<br>")
                .append(Plot.escape(report.at()))
                .append("</p>\n");
        report.faults()
                .forEach(fault ->
                        page.append("<p class=\"fault\">")
                                .append(Plot.escape(fault))
                                .append("</p>\n"));
        for (var group : report.groups()) {
            group(report, group, page);
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static void group(Report report, List<Result> group, StringBuilder page) {
        page.append("<h2>")
                .append(group.getFirst().scenario())
                .append(", ")
                .append(group.getFirst().door())
                .append("</h2>\n");
        table(report, group, page);
        page.append(percentiles(group).svg());
        page.append(
                time(
                                group,
                                "Messages",
                                "per second",
                                List.of(
                                        new Series("sent", Sample::sent),
                                        new Series("received", Sample::received)))
                        .svg());
        page.append(
                time(
                                group,
                                "Latency to the addressee",
                                "ms",
                                List.of(
                                        new Series("p50", Sample::p50Ms),
                                        new Series("p99", Sample::p99Ms)))
                        .svg());
        page.append(
                time(
                                group,
                                "Processors kept busy",
                                "processors",
                                List.of(
                                        new Series("server", Sample::serverCpu),
                                        new Series("bench", Sample::benchCpu)))
                        .svg());
    }

    private static void table(Report report, List<Result> group, StringBuilder page) {
        var names = new LinkedHashSet<>(TextTable.HEAD);
        group.forEach(one -> one.figures().forEach(figure -> names.add(figure.name())));
        page.append("<table><tr><th></th>");
        group.forEach(one -> page.append("<th>").append(Plot.escape(one.target())).append("</th>"));
        page.append("<th>ratio</th></tr>\n");
        var first = group.getFirst();
        for (var name : names) {
            page.append("<tr><td>").append(Plot.escape(name)).append("</td>");
            group.forEach(one ->
                    page.append("<td>")
                            .append(one.figure(name).map(Figure::text).orElse("–"))
                            .append("</td>"));
            page.append("<td>").append(TextTable.ratio(report, first, name)).append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static Plot percentiles(List<Result> group) {
        var lines = new ArrayList<Line>();
        for (var result : group) {
            for (var curve : result.curves()) {
                lines.add(
                        new Line(
                                result.target() + ": " + curve.name(),
                                curve.points().stream()
                                        .map(point ->
                                                new Line.Point(point.percentile(), point.ms()))
                                        .toList()));
            }
        }
        return new Plot("Latency by percentile", "percentile", "ms", Scale.PERCENTILES, lines);
    }

    /// One figure of each second.
    private record Series(String name, ToDoubleFunction<Sample> of) {}

    private static Plot time(List<Result> group, String title, String unit, List<Series> series) {
        var lines = new ArrayList<Line>();
        for (var result : group) {
            for (var one : series) {
                lines.add(
                        new Line(
                                result.target() + ": " + one.name(),
                                result.samples().stream()
                                        .map(sample ->
                                                new Line.Point(
                                                        sample.atS(),
                                                        one.of().applyAsDouble(sample)))
                                        .toList()));
            }
        }
        return new Plot(title, "seconds", unit, Scale.PLAIN, lines);
    }
}
