package parley.gateway.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.Refusal;
import parley.core.Violation;
import parley.core.log.LogStore.StoreUnavailable;
import parley.protocol.Codec;
import parley.protocol.Frame;
import parley.protocol.FrameError;
import parley.protocol.Part;

/// Errors as RFC 9457 problems, with the same codes as on the socket.
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    public static Response.Whole of(Refusal e) {
        var answer =
                problem(
                        e.code().status(),
                        e.code().code(),
                        e.sentence(),
                        e.field(),
                        e.violations(),
                        null);
        var retryAfter = e.retryAfter();
        return retryAfter == null ? answer : answer.with("Retry-After", seconds(retryAfter));
    }

    // whole seconds, rounded up: a client that comes back earlier is refused again
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    public static Response.Whole of(FrameError e) {
        return problem(400, e.code(), e.sentence(), e.field(), List.of(), null);
    }

    public static Response.Whole of(int status, String code, String sentence) {
        return problem(status, code, sentence, null, List.of(), null);
    }

    /// Something is wrong with the server: the asker gets a trace, the log the reason.
    public static Response.Whole broken(Request request, RuntimeException e) {
        if (e instanceof StoreUnavailable && request.method().equals("GET")) {
            LOG.debug("{} can't be done now: {}", request, e.getMessage());
            return of(Refusal.unavailable());
        }
        var trace = UUID.randomUUID().toString();
        LOG.error("{} failed, trace {}", request, trace, e);
        return problem(500, "internal", "Something went wrong here.", null, List.of(), trace);
    }

    private static Response.Whole problem(
            int status,
            String code,
            String sentence,
            @Nullable String field,
            List<Violation> violations,
            @Nullable String trace) {
        List<Violation> all =
                violations.isEmpty() && field != null && status == 400
                        ? List.of(new Violation(field, code, sentence))
                        : violations;
        Frame body =
                out -> {
                    out.put("type", "about:blank")
                            .put("title", title(status))
                            .put("status", status);
                    out.put("code", code)
                            .put("detail", sentence)
                            .put("field", field)
                            .put("trace", trace);
                    if (!all.isEmpty()) {
                        out.list("errors", all.stream().<Part>map(Problems::error).toList());
                    }
                };
        return new Response.Whole(
                status,
                Map.of("Content-Type", "application/problem+json", "Cache-Control", "no-store"),
                Codec.JSON.write(body));
    }

    private static Part error(Violation violation) {
        return out ->
                out.put("field", violation.field())
                        .put("rule", violation.rule())
                        .put("message", violation.message());
    }

    private static String title(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
