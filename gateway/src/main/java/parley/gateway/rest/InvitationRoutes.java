package parley.gateway.rest;

import java.time.Duration;
import java.util.List;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.Invitation;
import parley.core.conversation.InvitationKeeper;
import parley.core.conversation.InvitationKeeper.Terms;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.EventFrames;
import parley.gateway.limit.RateLimits;
import parley.protocol.Fields;
import parley.protocol.Part;
import parley.protocol.Times;

/// `…/invitations/…` and `/v1/invitations/{code}`: codes by which people become members.
public final class InvitationRoutes {
    private static final String AREA = "conversations";

    private final InvitationKeeper invitations;
    private final ConversationReader reader;
    private final ConversationViews views;
    private final PublicIds publicIds;
    private final RateLimits limits;
    private final IdReader ids;

    public InvitationRoutes(
            InvitationKeeper invitations,
            ConversationReader reader,
            ConversationViews views,
            PublicIds publicIds,
            RateLimits limits) {
        this.invitations = invitations;
        this.reader = reader;
        this.views = views;
        this.publicIds = publicIds;
        this.limits = limits;
        ids = new IdReader(publicIds);
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        "/v1/conversations/{id}/invitations",
                        Access.TOKEN,
                        RouteDoc.of(AREA, "Makes an invitation", 201)
                                .body("expiresInS?: integer", "uses?: integer")
                                .answer("Invitation")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.CONFLICT)
                                .creates(),
                        this::make),
                new Route(
                        "GET",
                        "/v1/conversations/{id}/invitations",
                        Access.TOKEN,
                        RouteDoc.of(AREA, "Its invitations that are good, the latest first", 200)
                                .answer("Invitation[]")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        this::list),
                new Route(
                        "DELETE",
                        "/v1/conversations/{id}/invitations/{code}",
                        Access.TOKEN,
                        RouteDoc.of(AREA, "Takes an invitation back", 204)
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        call -> {
                            invitations.revoke(call.user(), conversation(call), call.path("code"));
                            return Response.nothing();
                        }),
                new Route(
                        "GET",
                        "/v1/invitations/{code}",
                        Access.OPEN,
                        RouteDoc.of(AREA, "What an invitation leads to; needs no account", 200)
                                .answer("InvitationPreview")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.RATE_LIMITED),
                        this::preview),
                new Route(
                        "POST",
                        "/v1/invitations/{code}/accept",
                        Access.TOKEN,
                        RouteDoc.of(AREA, "Becomes a member by an invitation", 200)
                                .answer("Conversation")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.CONFLICT),
                        this::accept));
    }

    private ConversationId conversation(Call call) {
        return ids.conversation(call.path("id"));
    }

    private Response make(Call call) {
        var terms = terms(call.body());
        return Response.json(201, view(invitations.make(call.user(), conversation(call), terms)));
    }

    private static Terms terms(Fields body) {
        var seconds = body.number("expiresInS");
        var uses = body.number("uses");
        if (uses.isPresent() && uses.getAsLong() < 1) {
            throw Refusal.badRequest("uses", "An invitation lets in one person at least.");
        }
        return new Terms(
                seconds.isEmpty()
                        ? null
                        : Duration.ofSeconds(Math.clamp(seconds.getAsLong(), 0, Integer.MAX_VALUE)),
                (int) Math.min(uses.orElse(0), Integer.MAX_VALUE));
    }

    private Part view(Invitation invitation) {
        return out -> {
            out.put("code", invitation.code()).put("by", publicIds.text(invitation.by()));
            out.put("at", Times.text(invitation.at()));
            var expiresAt = invitation.expiresAt();
            out.put("expiresAt", expiresAt == null ? null : Times.text(expiresAt));
            out.putUnlessZero("uses", invitation.uses()).put("used", invitation.used());
        };
    }

    private Response list(Call call) {
        var items =
                invitations.invitations(call.user(), conversation(call)).stream()
                        .map(this::view)
                        .toList();
        return Response.ok(out -> out.list("items", items).putOrNull("next", null));
    }

    private Response preview(Call call) {
        limits.previewFrom(call.request().from());
        var head = invitations.preview(call.path("code"));
        var settings = head.settings();
        return Response.ok(out -> {
            out.put("kind", EventFrames.word(head.kind())).put("title", settings.title());
            out.put(
                    "description",
                    settings.description().isEmpty() ? null : settings.description());
            out.put("members", head.members());
        });
    }

    private Response accept(Call call) {
        var id = invitations.accept(call.user(), call.path("code"));
        return Response.ok(views.view(reader.require(id, call.user())));
    }
}
