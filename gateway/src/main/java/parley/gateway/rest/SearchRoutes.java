package parley.gateway.rest;

import java.util.List;
import parley.core.RefusalCode;
import parley.core.search.MessageFinder.Highlight;
import parley.core.search.MessageSearch;
import parley.core.search.MessageSearch.Match;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.EventFrames;
import parley.gateway.limit.RateLimits;
import parley.protocol.Part;

/// `/v1/search`: messages by their words, people and groups by their names.
public final class SearchRoutes {
    private static final int PAGE = 20;

    private final MessageSearch search;
    private final Say say;

    /// How what is found is said, and how often one may ask.
    public record Say(EventFrames frames, ConversationViews views, RateLimits limits) {}

    public SearchRoutes(MessageSearch search, Say say) {
        this.search = search;
        this.say = say;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/v1/search",
                        Access.TOKEN,
                        RouteDoc.of(
                                        "search",
                                        "Messages that have these words, the best match first",
                                        200)
                                .query("q", "limit?: integer", "cursor?")
                                .answer("SearchResult")
                                .refuses(
                                        RefusalCode.EMPTY,
                                        RefusalCode.TOO_LONG,
                                        RefusalCode.RATE_LIMITED,
                                        RefusalCode.UNAVAILABLE),
                        this::search));
    }

    private Response search(Call call) {
        say.limits().command(call.user(), call.request().from());
        var page =
                search.search(
                        call.user(),
                        call.request().parameter("q").orElse(""),
                        call.number("limit", PAGE, 1, MessageSearch.PAGE_MAX),
                        call.request().parameter("cursor").orElse(null));
        var items = page.messages().stream().map(match -> item(match, call)).toList();
        var people = page.people().stream().map(say.frames()::person).toList();
        var conversations = page.conversations().stream().map(say.views()::view).toList();
        var named =
                say.frames()
                        .people(
                                EventFrames.named(
                                        page.messages().stream()
                                                .map(match -> match.message().message())
                                                .toList()));
        return Response.ok(out ->
                out.list("items", items)
                        .list("people", people)
                        .list("conversations", conversations)
                        .putOrNull("next", page.next())
                        .list("users", named));
    }

    private Part item(Match match, Call call) {
        var message = say.frames().folded(match.message(), call.user());
        var highlights = match.highlights().stream().map(SearchRoutes::range).toList();
        return out ->
                out.object("message", message::writeFields)
                        .put("asOf", match.asOf())
                        .list("highlights", highlights);
    }

    private static Part range(Highlight range) {
        return out -> out.put("start", range.start()).put("end", range.end());
    }
}
