package parley.gateway.http;

import java.util.ArrayList;
import java.util.List;

/// One row of the REST table: what is asked for, who may, and what it answers. The OpenAPI page is
/// made from these rows, so it can't say otherwise.
///
/// @param template the path, with `{name}` for the parts that vary
/// @param handler runs on a virtual thread
public record Route(String method, String template, Access access, RouteDoc doc, Handler handler) {
    /// Who may ask.
    public enum Access {
        /// Anyone.
        OPEN,
        /// Whoever shows an access token.
        TOKEN
    }

    /// Answers one request; may block.
    @FunctionalInterface
    public interface Handler {
        Response handle(Call call) throws InterruptedException;
    }

    /// What the row says of itself.
    ///
    /// @param body the fields of the body, with `?` after those that may be left out
    /// @param query the parameters of the query
    /// @param statuses what it answers besides errors that any route may answer
    /// @param idempotent whether an `Idempotency-Key` is honoured
    public record RouteDoc(
            String area,
            String summary,
            List<String> body,
            List<String> query,
            List<Integer> statuses,
            boolean idempotent) {
        public static RouteDoc of(String area, String summary, int status) {
            return new RouteDoc(area, summary, List.of(), List.of(), List.of(status), false);
        }

        public RouteDoc body(String... fields) {
            return new RouteDoc(area, summary, List.of(fields), query, statuses, idempotent);
        }

        public RouteDoc query(String... names) {
            return new RouteDoc(area, summary, body, List.of(names), statuses, idempotent);
        }

        public RouteDoc also(Integer... more) {
            var all = new ArrayList<>(statuses);
            all.addAll(List.of(more));
            return new RouteDoc(area, summary, body, query, all, idempotent);
        }

        public RouteDoc creates() {
            return new RouteDoc(area, summary, body, query, statuses, true);
        }
    }

    List<String> segments() {
        return List.of(template.substring(1).split("/"));
    }
}
