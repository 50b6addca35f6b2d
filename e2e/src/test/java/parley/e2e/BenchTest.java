package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// The load tool as people run it, for seconds: that it counts right and reports, not how fast
/// anything is.
class BenchTest {
    @TempDir Path directory;

    private record Ended(int status, String said) {}

    private Ended bench(String... words) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-Dparley.jar=" + RunningServer.jar(),
                                "-jar",
                                Path.of(System.getProperty("parley.bench.jar"))
                                        .toAbsolutePath()
                                        .normalize()
                                        .toString()));
        command.addAll(List.of(words));
        var process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private static String figure(Fields result, String name) {
        return result.objects("figures").stream()
                .filter(figure -> figure.required("name").equals(name))
                .map(figure -> figure.required("text"))
                .findFirst()
                .orElse("not there");
    }

    @Test
    void nothing_is_lost_or_doubled_through_any_door() throws IOException, InterruptedException {
        var ended =
                bench(
                        "direct --serve --floor --door tls,tcp,ws,wss --people 50 --rate 4 --warmup 0 --duration 1 --json one.json --html one.html"
                                .split(" "));
        assertThat(ended.status()).as(ended.said()).isZero();
        var report = Codec.JSON.read(Files.readAllBytes(directory.resolve("one.json")));
        assertThat(report.objects("results"))
                .hasSize(8)
                .allSatisfy(result -> {
                    assertThat(figure(result, "connected users")).isEqualTo("50");
                    assertThat(figure(result, "sent"))
                            .isNotEqualTo("0")
                            .isEqualTo(figure(result, "received"))
                            .isEqualTo(figure(result, "acknowledged"));
                    assertThat(figure(result, "lost")).isEqualTo("0");
                    assertThat(figure(result, "doubled")).isEqualTo("0");
                    assertThat(figure(result, "out of order")).isEqualTo("0");
                });
        assertThat(directory.resolve("one.html")).content().contains("<svg").endsWith("</html>\n");
    }

    @Test
    void nobody_misses_anything_over_a_restart() throws IOException, InterruptedException {
        var ended =
                bench(
                        "resume --serve --set drain.spread=1 --people 50 --rate 4 --warmup 1 --duration 1 --json one.json"
                                .split(" "));
        assertThat(ended.status()).as(ended.said()).isZero();
        var report = Codec.JSON.read(Files.readAllBytes(directory.resolve("one.json")));
        assertThat(report.objects("results"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(figure(result, "missed while away")).isNotEqualTo("0");
                    assertThat(figure(result, "lost")).isEqualTo("0");
                    assertThat(figure(result, "refused for good")).isEqualTo("0");
                });
    }

    @Test
    void a_word_that_is_not_known_is_refused() throws IOException, InterruptedException {
        assertThat(bench("direkt").status()).isEqualTo(2);
    }
}
