package parley.gateway.rest;

import java.util.List;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.contact.Blocks;
import parley.core.contact.Contact;
import parley.core.contact.Contacts;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.user.UserCache;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.EventFrames;
import parley.protocol.Part;
import parley.protocol.Times;

/// `/v1/contacts/…` and `/v1/blocks/…`: how people stand to each other.
public final class ContactRoutes {
    private static final String AREA = "contacts";

    private final Contacts contacts;
    private final Blocks blocks;
    private final UserCache users;
    private final EventFrames frames;
    private final IdReader ids;

    public ContactRoutes(
            Contacts contacts, Blocks blocks, UserCache users, EventFrames frames, PublicIds ids) {
        this.contacts = contacts;
        this.blocks = blocks;
        this.users = users;
        this.frames = frames;
        this.ids = new IdReader(ids);
    }

    public List<Route> routes() {
        return List.of(
                Route.withToken(
                        "GET",
                        "/v1/contacts",
                        RouteDoc.of(AREA, "Contacts and requests", 200).answer("Contact[]"),
                        this::list),
                Route.withToken(
                        "POST",
                        "/v1/contacts",
                        RouteDoc.of(AREA, "Asks someone to be a contact", 201)
                                .body("user")
                                .answer("Contact")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.EXISTS,
                                        RefusalCode.BLOCKED)
                                .creates(),
                        this::request),
                Route.withToken(
                        "POST",
                        "/v1/contacts/{user}/accept",
                        RouteDoc.of(AREA, "Accepts a request", 200)
                                .answer("Contact")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.EXISTS),
                        call -> Response.ok(view(contacts.accept(call.user(), user(call))))),
                Route.withToken(
                        "POST",
                        "/v1/contacts/{user}/reject",
                        RouteDoc.of(AREA, "Turns a request down", 204)
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.EXISTS),
                        call -> {
                            contacts.reject(call.user(), user(call));
                            return Response.nothing();
                        }),
                Route.withToken(
                        "DELETE",
                        "/v1/contacts/{user}",
                        RouteDoc.of(AREA, "Ends being contacts", 204)
                                .refuses(RefusalCode.NOT_FOUND),
                        call -> {
                            contacts.remove(call.user(), user(call));
                            return Response.nothing();
                        }),
                Route.withToken(
                        "GET",
                        "/v1/blocks",
                        RouteDoc.of(AREA, "Whom one blocks", 200).answer("Block[]"),
                        this::listBlocks),
                Route.withToken(
                        "GET",
                        "/v1/blocks/{user}",
                        RouteDoc.of(AREA, "Whether one blocks someone", 200)
                                .answer("Block")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::isBlocked),
                Route.withToken(
                        "PUT",
                        "/v1/blocks/{user}",
                        RouteDoc.of(AREA, "Blocks someone", 204)
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.BAD_REQUEST),
                        call -> {
                            blocks.block(call.user(), user(call));
                            return Response.nothing();
                        }),
                Route.withToken(
                        "DELETE",
                        "/v1/blocks/{user}",
                        RouteDoc.of(AREA, "Blocks someone no longer", 204)
                                .refuses(RefusalCode.NOT_FOUND),
                        call -> {
                            blocks.unblock(call.user(), user(call));
                            return Response.nothing();
                        }));
    }

    private UserId user(Call call) {
        return ids.user(call.path("user"));
    }

    private Response list(Call call) {
        return items(contacts.list(call.user()));
    }

    private Response items(List<Contact> found) {
        var items = found.stream().map(this::view).toList();
        return Response.ok(out -> out.list("items", items).putOrNull("next", null));
    }

    private Response request(Call call) {
        return Response.json(
                201, view(contacts.request(call.user(), ids.user(call.body().required("user")))));
    }

    private Part view(Contact contact) {
        var person = users.find(contact.peer()).map(frames::person).orElseThrow(Refusal::notFound);
        return out ->
                out.put("user", person)
                        .put("state", EventFrames.word(contact.state()))
                        .put("since", Times.text(contact.since()));
    }

    private Response listBlocks(Call call) {
        var items = blocks.list(call.user()).stream().map(this::blocked).toList();
        return Response.ok(out -> out.list("items", items).putOrNull("next", null));
    }

    private Part blocked(Contact contact) {
        var person = users.find(contact.peer()).map(frames::person).orElseThrow(Refusal::notFound);
        return out -> out.put("user", person).put("since", Times.text(contact.since()));
    }

    private Response isBlocked(Call call) {
        var peer = user(call);
        var block =
                blocks.list(call.user()).stream()
                        .filter(contact -> contact.peer().equals(peer))
                        .findFirst()
                        .orElseThrow(Refusal::notFound);
        return Response.ok(blocked(block));
    }
}
