package parley.server.assembly;

import java.util.ArrayList;
import java.util.List;
import parley.core.conversation.BanKeeper;
import parley.core.conversation.DirectClearer;
import parley.core.conversation.DirectOpener;
import parley.core.conversation.GroupKeeper;
import parley.core.conversation.InvitationKeeper;
import parley.core.conversation.JoinKeeper;
import parley.core.conversation.MemberKeeper;
import parley.core.conversation.MemberReader;
import parley.core.conversation.PreferenceKeeper;
import parley.gateway.http.Route;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.EventFrames;
import parley.gateway.limit.RateLimits;
import parley.gateway.rest.BanRoutes;
import parley.gateway.rest.ConversationRoutes;
import parley.gateway.rest.DraftRoutes;
import parley.gateway.rest.InvitationRoutes;
import parley.gateway.rest.JoinRoutes;
import parley.gateway.rest.MemberRoutes;

/// The routes of conversations, who belongs to them and what they have written there, with their
/// use cases.
final class GroupRouting {
    private GroupRouting() {}

    /// How things are said, and how often they may be asked.
    record Say(ConversationViews views, EventFrames frames, RateLimits limits) {}

    static List<Route> routes(Core core, Say say) {
        var members = new MemberKeeper(core.log, core.users::find, core.blocks::blocked);
        var stored = core.database.groups();
        var routes = new ArrayList<Route>();
        routes.addAll(
                new ConversationRoutes(
                                core.reader,
                                new ConversationRoutes.Work(
                                        new DirectOpener(
                                                core.log,
                                                core.users::find,
                                                core.blocks::blocked,
                                                core.requests),
                                        new DirectClearer(core.log),
                                        new GroupKeeper(core.log, members),
                                        new PreferenceKeeper(core.log, core.requests)),
                                new ConversationRoutes.Say(say.views(), core.users, core.ids))
                        .routes());
        routes.addAll(
                new MemberRoutes(
                                members,
                                new MemberReader(core.reader, core.database.conversations()),
                                new MemberRoutes.Say(say.frames(), core.users, core.ids))
                        .routes());
        routes.addAll(
                new BanRoutes(
                                new BanKeeper(core.log, stored, core.reader, core.users::find),
                                say.frames(),
                                core.users,
                                core.ids)
                        .routes());
        routes.addAll(
                new JoinRoutes(
                                new JoinKeeper(core.log, stored, core.reader),
                                core.reader,
                                new JoinRoutes.Say(say.views(), say.frames(), core.users, core.ids))
                        .routes());
        routes.addAll(
                new InvitationRoutes(
                                new InvitationKeeper(
                                        core.log,
                                        stored,
                                        core.reader,
                                        core.heads,
                                        new InvitationKeeper.Chance(core.random, core.clock)),
                                core.reader,
                                say.views(),
                                core.ids,
                                say.limits())
                        .routes());
        routes.addAll(new DraftRoutes(core.drafts, say.frames(), core.ids, say.limits()).routes());
        return routes;
    }
}
