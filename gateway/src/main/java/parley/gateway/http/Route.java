package parley.gateway.http;

import java.util.ArrayList;
import java.util.List;
import parley.core.RefusalCode;

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

    /// A row for whoever shows an access token.
    public static Route withToken(String method, String template, RouteDoc doc, Handler handler) {
        return new Route(method, template, Access.TOKEN, doc, handler);
    }

    /// Answers one request; may block.
    @FunctionalInterface
    public interface Handler {
        Response handle(Call call) throws InterruptedException;
    }

    /// What the row says of itself.
    ///
    /// @param asks what comes with the request
    /// @param answers what is answered
    public record RouteDoc(String area, String summary, Asks asks, Answers answers) {
        public static RouteDoc of(String area, String summary, int status) {
            return new RouteDoc(
                    area,
                    summary,
                    new Asks(List.of(), List.of(), false),
                    new Answers(List.of(status), "", "application/json", List.of()));
        }

        /// The fields of the body, as [Shape] reads them.
        public RouteDoc body(String... fields) {
            return with(new Asks(Shape.all(fields), asks.query(), asks.idempotent()));
        }

        /// The parameters of the query, as [Shape] reads them.
        public RouteDoc query(String... names) {
            return with(new Asks(asks.body(), Shape.all(names), asks.idempotent()));
        }

        /// An `Idempotency-Key` is honoured.
        public RouteDoc creates() {
            return with(new Asks(asks.body(), asks.query(), true));
        }

        private RouteDoc with(Asks next) {
            return new RouteDoc(area, summary, next, answers);
        }

        public RouteDoc also(Integer... more) {
            var all = new ArrayList<>(answers.statuses());
            all.addAll(List.of(more));
            return with(new Answers(all, answers.schema(), answers.media(), answers.refusals()));
        }

        /// The schema of the answer: a name, or `Name[]` for a page of them.
        public RouteDoc answer(String schema) {
            return answer(schema, answers.media());
        }

        /// An answer that isn't JSON; its schema may be empty.
        public RouteDoc answer(String schema, String media) {
            return with(new Answers(answers.statuses(), schema, media, answers.refusals()));
        }

        /// The codes with which this route says no, besides those of every route.
        public RouteDoc refuses(RefusalCode... codes) {
            return with(
                    new Answers(
                            answers.statuses(), answers.schema(), answers.media(), List.of(codes)));
        }

        private RouteDoc with(Answers next) {
            return new RouteDoc(area, summary, asks, next);
        }
    }

    /// What comes with a request.
    ///
    /// @param idempotent whether an `Idempotency-Key` is honoured
    public record Asks(List<Shape> body, List<Shape> query, boolean idempotent) {}

    /// What is answered.
    ///
    /// @param statuses those of success, the usual one first
    /// @param schema empty where nothing, or nothing of a fixed form, is answered
    public record Answers(
            List<Integer> statuses, String schema, String media, List<RefusalCode> refusals) {}

    List<String> segments() {
        return List.of(template.substring(1).split("/"));
    }
}
