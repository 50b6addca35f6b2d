package parley.bench.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;

/// A report as JSON: everything that is known, for programs, and for the tables of
/// `docs/benchmark.md`.
public final class JsonReport {
    private static final JsonFactory JSON = new JsonFactory();

    private final Report report;
    private final JsonGenerator out;

    private JsonReport(Report report, JsonGenerator out) {
        this.report = report;
        this.out = out;
    }

    /// Writes a report to a file.
    public static void write(Report report, Path file) {
        try (var out = JSON.createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            out.useDefaultPrettyPrinter();
            new JsonReport(report, out).write();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }

    private void write() throws IOException {
        out.writeStartObject();
        out.writeStringField("command", report.command());
        out.writeStringField("machine", report.machine());
        out.writeStringField("at", report.at());
        out.writeArrayFieldStart("results");
        for (var result : report.results()) {
            write(result);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void write(Result result) throws IOException {
        out.writeStartObject();
        out.writeStringField("scenario", result.scenario());
        out.writeStringField("target", result.target());
        out.writeStringField("door", result.door());
        out.writeArrayFieldStart("figures");
        for (var figure : result.figures()) {
            write(result, figure);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("faults");
        for (var fault : result.faults()) {
            out.writeString(fault);
        }
        out.writeEndArray();
        curves(result);
        samples(result);
        out.writeEndObject();
    }

    private void write(Result result, Figure figure) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", figure.name());
        out.writeNumberField("value", figure.value());
        out.writeStringField("unit", figure.unit());
        out.writeStringField("text", figure.text());
        var ratio = report.ratio(result, figure);
        if (ratio.isPresent()) {
            out.writeStringField("ratio", String.format(Locale.ROOT, "%.2f", ratio.get()));
        }
        out.writeEndObject();
    }

    private void curves(Result result) throws IOException {
        out.writeArrayFieldStart("latencies");
        for (var curve : result.curves()) {
            out.writeStartObject();
            out.writeStringField("name", curve.name());
            out.writeArrayFieldStart("points");
            for (var point : curve.points()) {
                out.writeStartObject();
                out.writeNumberField("percentile", point.percentile());
                out.writeNumberField("ms", point.ms());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void samples(Result result) throws IOException {
        out.writeArrayFieldStart("seconds");
        for (var sample : result.samples()) {
            out.writeStartObject();
            out.writeNumberField("at", sample.atS());
            out.writeNumberField("connected", sample.connected());
            out.writeNumberField("sent", sample.sent());
            out.writeNumberField("acknowledged", sample.acknowledged());
            out.writeNumberField("received", sample.received());
            out.writeNumberField("p50Ms", sample.p50Ms());
            out.writeNumberField("p99Ms", sample.p99Ms());
            out.writeNumberField("serverCpu", sample.serverCpu());
            out.writeNumberField("benchCpu", sample.benchCpu());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
