package parley.gateway.rest;

import java.util.List;
import parley.core.message.MentionReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.EventFrames;
import parley.protocol.Part;

/// `/v1/mentions`: the messages that name the asker, wherever they are.
public final class MentionRoutes {
    private static final int PAGE = 20;

    private final MentionReader mentions;
    private final EventFrames frames;

    public MentionRoutes(MentionReader mentions, EventFrames frames) {
        this.mentions = mentions;
        this.frames = frames;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/v1/mentions",
                        Access.TOKEN,
                        RouteDoc.of(
                                        "messages",
                                        "Messages that name oneself or everybody, the newest first",
                                        200)
                                .query("limit?: integer", "cursor?")
                                .answer("Mentions"),
                        this::page));
    }

    private Response page(Call call) {
        var page =
                mentions.page(
                        call.user(),
                        call.number("limit", PAGE, 1, MentionReader.PAGE_MAX),
                        call.request().parameter("cursor").orElse(null));
        var items =
                page.mentions().stream()
                        .<Part>map(one -> {
                            var message = frames.folded(one.message(), call.user());
                            return out ->
                                    out.object("message", message::writeFields)
                                            .put("asOf", one.asOf());
                        })
                        .toList();
        var named =
                frames.people(
                        EventFrames.named(
                                page.mentions().stream()
                                        .map(one -> one.message().message())
                                        .toList()));
        return Response.ok(out ->
                out.list("items", items).putOrNull("next", page.next()).list("users", named));
    }
}
