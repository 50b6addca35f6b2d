package parley.micro;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import parley.protocol.Codec;
import parley.protocol.Command;
import parley.protocol.CommandReader;
import parley.protocol.Event;

/// What it costs to understand a `send`, and to say a `message`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final Event.Message MESSAGE =
            new Event.Message(
                    new Event.Stamp(
                            "cv_6sG4nRbT1xKq", 57, "us_0dJm2vYc8LwE", Instant.ofEpochMilli(1)),
                    42,
                    new Event.Said(
                            Drafts.TEXT, null, null, 0, 0, List.of(), null, false, null, null),
                    null,
                    List.of());

    @Param private Codec codec = Codec.JSON;

    private byte[] send = new byte[0];

    @Setup
    public void prepare() {
        send =
                switch (codec) {
                    case JSON ->
                            """
                            {"type":"send","id":"7","to":"us_0dJm2vYc8LwE","key":"micro-7","text":"%s"}\
                            """
                                    .formatted(Drafts.TEXT)
                                    .getBytes(StandardCharsets.UTF_8);
                    case CBOR ->
                            codec.write(out ->
                                    out.put("type", "send")
                                            .put("id", "7")
                                            .put("to", "us_0dJm2vYc8LwE")
                                            .put("key", "micro-7")
                                            .put("text", Drafts.TEXT));
                };
    }

    @Benchmark
    public Command readSend() {
        return CommandReader.read(codec.read(send));
    }

    @Benchmark
    public byte[] writeMessage() {
        return codec.write(MESSAGE);
    }
}
