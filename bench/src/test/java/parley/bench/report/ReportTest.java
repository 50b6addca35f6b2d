package parley.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.bench.report.Result.Curve;
import parley.protocol.Codec;

class ReportTest {
    private final Report report =
            new Report(
                    "./parley bench direct --floor",
                    "2 processors",
                    "2026-01-01T00:00:00Z",
                    List.of(result("Parley", 90), result("floor", 30)));

    @TempDir Path directory;

    private static Result result(String target, double cpu) {
        var result = new Result("direct", target, "TLS");
        result.add("connected users", 10_000).add("sent", 600_000).add("received", 600_000);
        result.add("lost", 0).add("server CPU per message", cpu, "µs");
        result.over(List.of(new Sample(1, 10, 5, 5, 5, 0.5, 2, 0.4, 0.3)));
        result.curves(
                List.of(
                        new Curve(
                                "delivered",
                                List.of(new Curve.Point(50, 0.5), new Curve.Point(99.9, 20)))));
        return result;
    }

    @Test
    void the_table_begins_with_the_four_figures_that_matter_most() {
        var bytes = new ByteArrayOutputStream();
        TextTable.print(report, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        var lines = bytes.toString(StandardCharsets.UTF_8).lines().map(String::strip).toList();
        assertThat(lines.get(1)).matches("connected users +sent +received +lost");
        assertThat(lines.get(2)).matches("Parley TLS +10,000 +600,000 +600,000 +0");
        assertThat(lines)
                .anyMatch(line -> line.matches("server CPU per message +90 µs +30 µs +3.00"));
    }

    @Test
    void a_table_needs_no_floor() {
        var alone = new Report("", "", "", List.of(result("Parley", 90)));
        var bytes = new ByteArrayOutputStream();
        TextTable.print(alone, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("ratio");
    }

    @Test
    void json_holds_every_figure_and_its_ratio_to_the_floor() throws IOException {
        var file = directory.resolve("one.json");
        JsonReport.write(report, file);
        var read = Codec.JSON.read(Files.readAllBytes(file));
        var parley = read.objects("results").getFirst();
        var cpu = parley.objects("figures").getLast();
        assertThat(cpu.required("name")).isEqualTo("server CPU per message");
        assertThat(cpu.required("text")).isEqualTo("90 µs");
        assertThat(cpu.required("ratio")).isEqualTo("3.00");
        assertThat(parley.objects("seconds")).hasSize(1);
    }

    @Test
    void the_page_needs_nothing_else() {
        var page = HtmlReport.page(report);
        assertThat(page).contains("<svg", "server CPU per message", "90 µs", "</html>");
        assertThat(page).doesNotContain("http://", "https://", "<script", "NaN");
    }

    @Test
    void the_benchmark_page_keeps_what_people_wrote_around_its_tables() throws IOException {
        JsonReport.write(report, directory.resolve("one.json"));
        var page = directory.resolve("benchmark.md");
        Files.writeString(
                page, "Before.\n" + BenchmarkPage.BEGIN + "old" + BenchmarkPage.END + "\nAfter.\n");
        BenchmarkPage.write(directory, page);
        BenchmarkPage.write(directory, page);
        assertThat(page)
                .content()
                .startsWith("Before.\n")
                .endsWith("\nAfter.\n")
                .doesNotContain("old")
                .containsOnlyOnce("`./parley bench direct --floor`")
                .contains("| server CPU per message | 90 µs | 30 µs | 3.00 |");
    }

    @Test
    void the_benchmark_page_is_made_if_it_is_not_there() throws IOException {
        var results = Files.createDirectory(directory.resolve("results"));
        var page = directory.resolve("benchmark.md");
        BenchmarkPage.write(results, page);
        assertThat(page).content().startsWith("# Benchmark\n").contains(BenchmarkPage.END);
    }

    @Test
    void peers_stand_side_by_side_with_parley_first() throws IOException {
        var peer = new Report("other", "2 processors", "at", List.of(result("Other", 300)));
        var ours = new Report("ours", "2 processors", "at", List.of(result("Parley", 90)));
        JsonReport.write(peer, directory.resolve("peer-other-direct.json"));
        JsonReport.write(ours, directory.resolve("peer-parley-direct.json"));
        var page = directory.resolve("benchmark.md");
        BenchmarkPage.write(directory, page);
        assertThat(page)
                .content()
                .containsOnlyOnce("## Side by side: direct, TLS")
                .contains("| | Parley | Other |\n| --- | --: | --: |\n")
                .contains("| server CPU per message | 90 µs | 300 µs |\n")
                .contains("- `ours`\n- `other`\n");
    }
}
