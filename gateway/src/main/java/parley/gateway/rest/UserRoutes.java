package parley.gateway.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AccountKeeper;
import parley.core.erasure.Erasure.Messages;
import parley.core.id.PublicIds;
import parley.core.user.PeopleFinder;
import parley.core.user.ProfileEditor;
import parley.core.user.ProfilePatch;
import parley.core.user.User;
import parley.core.user.User.Sharing;
import parley.core.user.User.Strangers;
import parley.core.user.UserCache;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.EventFrames;
import parley.gateway.presence.ProfileBroadcast;
import parley.protocol.Fields;
import parley.protocol.Part;

/// `/v1/users/…`: oneself, and finding others.
public final class UserRoutes {
    private static final String AREA = "users";
    private static final int FOUND = 20;

    private final PeopleFinder finder;
    private final ProfileEditor editor;
    private final AccountKeeper keeper;
    private final UserCache users;
    private final Say say;

    /// How people are said, and who is told of changes.
    public record Say(PublicIds ids, EventFrames frames, ProfileBroadcast broadcast) {}

    public UserRoutes(
            PeopleFinder finder,
            ProfileEditor editor,
            AccountKeeper keeper,
            UserCache users,
            Say say) {
        this.finder = finder;
        this.editor = editor;
        this.keeper = keeper;
        this.users = users;
        this.say = say;
    }

    public List<Route> routes() {
        return List.of(
                Route.withToken(
                        "GET",
                        "/v1/users/me",
                        RouteDoc.of(AREA, "One's own profile", 200).answer("OwnUser"),
                        this::me),
                Route.withToken(
                        "PATCH",
                        "/v1/users/me",
                        RouteDoc.of(AREA, "Changes one's own profile", 200)
                                .body(
                                        "username?",
                                        "name?",
                                        "biography?",
                                        "phone?",
                                        "email?",
                                        "presence?: shared|all|nobody",
                                        "receipts?: boolean",
                                        "strangers?: all|request|none")
                                .answer("OwnUser")
                                .refuses(RefusalCode.TAKEN),
                        this::change),
                Route.withToken(
                        "DELETE",
                        "/v1/users/me",
                        RouteDoc.of(
                                        AREA,
                                        "Deletes one's own account, and with `erase` what one wrote",
                                        204)
                                .body("messages?: keep|erase"),
                        this::delete),
                Route.withToken(
                        "POST",
                        "/v1/users/lookup",
                        RouteDoc.of(AREA, "People by their ids, 500 at most", 200)
                                .body("ids: string[]")
                                .answer("User[]"),
                        this::lookup),
                Route.withToken(
                        "GET",
                        "/v1/users",
                        RouteDoc.of(AREA, "People whose name begins so", 200)
                                .query("query", "limit?: integer")
                                .answer("User[]"),
                        this::search),
                Route.withToken(
                        "GET",
                        "/v1/users/{id}",
                        RouteDoc.of(AREA, "Someone by id or @username", 200)
                                .answer("Profile")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::find));
    }

    private Response me(Call call) {
        return Response.ok(
                new OwnProfile(users.find(call.user()).orElseThrow(Refusal::notFound), say.ids()));
    }

    private Response change(Call call) {
        var body = call.body();
        var changed =
                editor.change(
                        call.user(),
                        new ProfilePatch(
                                body.text("username"),
                                body.text("name"),
                                body.text("biography"),
                                body.text("phone"),
                                body.text("email"),
                                word(body, "presence", Sharing.class),
                                body.truth("receipts"),
                                word(body, "strangers", Strangers.class)));
        if (body.has("name") || body.has("username")) {
            say.broadcast().changed(changed);
        }
        return Response.ok(new OwnProfile(changed, say.ids()));
    }

    static <E extends Enum<E>> @Nullable E word(Fields body, String name, Class<E> kind) {
        var text = body.text(name);
        if (text == null) {
            return null;
        }
        for (var value : kind.getEnumConstants()) {
            if (EventFrames.word(value).equals(text)) {
                return value;
            }
        }
        var allowed = new ArrayList<String>();
        for (var value : kind.getEnumConstants()) {
            allowed.add(value.name().toLowerCase(Locale.ROOT));
        }
        throw Refusal.badRequest(name, "'" + name + "' is " + String.join(", ", allowed) + ".");
    }

    private Response delete(Call call) {
        var messages = word(call.body(), "messages", Messages.class);
        keeper.delete(call.user(), Objects.requireNonNullElse(messages, Messages.KEEP));
        return Response.nothing();
    }

    private Response lookup(Call call) {
        var ids =
                new IdReader(say.ids())
                        .users(call.body().texts("ids"), PeopleFinder.LOOKUP_MAX, "ids");
        var items = finder.lookup(ids).values().stream().<Part>map(say.frames()::person).toList();
        return Response.ok(out -> out.list("items", items).putOrNull("next", null));
    }

    private Response search(Call call) {
        var query = call.request().parameter("query").orElse("");
        var found =
                finder.search(
                        call.user(),
                        query,
                        call.number("limit", FOUND, 1, PeopleFinder.SEARCH_MAX));
        var items = found.stream().<Part>map(say.frames()::person).toList();
        return Response.ok(out -> out.list("items", items).putOrNull("next", null));
    }

    private Response find(Call call) {
        return Response.ok(othersProfile(finder.find(call.path("id"))));
    }

    private Part othersProfile(User user) {
        var person = say.frames().person(user);
        return out -> {
            person.writeFields(out);
            out.put("biography", user.profile().biography());
        };
    }
}
