package parley.gateway.rest;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.user.UserCache;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.hub.EventFrames;
import parley.protocol.Part;
import parley.protocol.Person;

/// Reads whom and what a request is about, and answers with pages of people.
final class PathReader {
    private static final int PAGE = 200;
    private static final int PAGE_MAX = 1_000;

    private final EventFrames frames;
    private final UserCache users;
    private final PublicIds publicIds;
    private final IdReader ids;

    PathReader(EventFrames frames, UserCache users, PublicIds publicIds) {
        this.frames = frames;
        this.users = users;
        this.publicIds = publicIds;
        ids = new IdReader(publicIds);
    }

    ConversationId conversation(Call call) {
        return ids.conversation(call.path("id"));
    }

    UserId user(Call call) {
        return ids.user(call.path("user"));
    }

    /// Someone as others see them.
    ///
    /// @throws Refusal `not_found`
    Person person(UserId user) {
        return users.find(user).map(frames::person).orElseThrow(Refusal::notFound);
    }

    /// After whom a page begins; null for the first one.
    @Nullable UserId after(Call call) {
        return call.request().parameter("cursor").map(this::cursor).orElse(null);
    }

    private UserId cursor(String text) {
        return publicIds
                .user(text)
                .orElseThrow(() ->
                        Refusal.badRequest(
                                "cursor", "'cursor' is what the page before gave as 'next'."));
    }

    /// Reads a list by the ids of its people.
    @FunctionalInterface
    interface PeopleList<T> {
        /// The first `max` after this one.
        List<T> read(@Nullable UserId after, int max);
    }

    /// The page of a list that was asked for, with where the next begins.
    <T> Response page(
            Call call,
            PeopleList<T> list,
            Function<T, UserId> user,
            Function<T, ? extends Part> said) {
        int limit = call.number("limit", PAGE, 1, PAGE_MAX);
        var found = list.read(after(call), limit + 1);
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        var items = page.stream().map(said).toList();
        return Response.ok(out ->
                out.list("items", items)
                        .putOrNull(
                                "next", more ? publicIds.text(user.apply(page.getLast())) : null));
    }
}
