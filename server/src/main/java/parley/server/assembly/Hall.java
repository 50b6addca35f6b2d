package parley.server.assembly;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.Refusal;
import parley.core.conversation.Authority;
import parley.core.conversation.ConversationEraser;
import parley.core.conversation.JoinKeeper;
import parley.core.conversation.Withdrawal;
import parley.core.erasure.AccountEraser;
import parley.core.id.UserId;
import parley.core.message.ExpirySweeper;
import parley.core.message.HistoryReader;
import parley.core.message.MentionReader;
import parley.core.message.MessageForwarder;
import parley.core.message.MessageSender;
import parley.core.receipt.ReceiptTracker;
import parley.core.report.Reporter;
import parley.core.schedule.DueSender;
import parley.core.schedule.Scheduler;
import parley.core.sync.Cursors;
import parley.core.sync.SyncReader;
import parley.core.user.Directory;
import parley.core.user.LastSeen;
import parley.core.user.PeopleFinder;
import parley.core.user.ProfileEditor;
import parley.gateway.command.Commands;
import parley.gateway.command.Commands.MessageChanges;
import parley.gateway.http.HttpParts;
import parley.gateway.http.IdempotentAnswers;
import parley.gateway.http.Origins;
import parley.gateway.http.Proxies;
import parley.gateway.http.Route;
import parley.gateway.http.Router;
import parley.gateway.http.StaticFiles;
import parley.gateway.http.WebSocketUpgrade;
import parley.gateway.hub.Arrivals;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.CountsBroadcast;
import parley.gateway.hub.EventFrames;
import parley.gateway.hub.FanOut;
import parley.gateway.hub.Hub;
import parley.gateway.hub.Loops;
import parley.gateway.hub.MissedWatch;
import parley.gateway.hub.ReceiptBroadcast;
import parley.gateway.hub.ReceiptPrivacy;
import parley.gateway.hub.TypingBroadcast;
import parley.gateway.limit.Admission;
import parley.gateway.limit.Crowding;
import parley.gateway.limit.RateLimits;
import parley.gateway.presence.Audience;
import parley.gateway.presence.PresenceBoard;
import parley.gateway.presence.PresenceNotices;
import parley.gateway.presence.ProfileBroadcast;
import parley.gateway.rest.AccountRoutes;
import parley.gateway.rest.ContactRoutes;
import parley.gateway.rest.DeviceRoutes;
import parley.gateway.rest.Export;
import parley.gateway.rest.ExportRoutes;
import parley.gateway.rest.HealthRoutes;
import parley.gateway.rest.MentionRoutes;
import parley.gateway.rest.MessageLifeRoutes;
import parley.gateway.rest.MessageRoutes;
import parley.gateway.rest.OpenApiRoutes;
import parley.gateway.rest.ReceiptRoutes;
import parley.gateway.rest.ReportRoutes;
import parley.gateway.rest.ScheduledRoutes;
import parley.gateway.rest.SearchRoutes;
import parley.gateway.rest.ServerRoutes;
import parley.gateway.rest.SessionRoutes;
import parley.gateway.rest.UserRoutes;
import parley.gateway.session.Admittance;
import parley.gateway.session.CatchUp;
import parley.gateway.session.LinkParts;
import parley.gateway.session.Links;
import parley.gateway.session.Sessions;
import parley.gateway.stream.HttpSessions;
import parley.search.SearchIndex;
import parley.server.config.Setting;
import parley.server.config.Settings;

/// Everything between the messenger and its doors: who is here, who is told, and what may be asked.
final class Hall {
    private static final Logger LOG = LoggerFactory.getLogger(Hall.class);
    private static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(30);

    final Hub hub = new Hub();
    final FanOut fanOut;
    final Sessions sessions;
    final PresenceBoard board;
    final ReceiptBroadcast receipts;
    final MissedWatch missed;
    final TypingBroadcast typing;
    final CountsBroadcast counts;
    final RateLimits limits;
    final LinkParts links;
    final HttpSessions httpSessions;
    final HttpParts http;
    final Chores chores;

    Hall(
            Core core,
            Core.Entrance entrance,
            Settings settings,
            Doors doors,
            Links linkKeeper,
            Metrics metrics,
            HealthRoutes health,
            Optional<SearchIndex> index) {
        var database = core.database;
        var loops = new Loops(doors.loops, database.conversations().positions());
        var frames = new EventFrames(core.ids, core.users);
        var privacy = new ReceiptPrivacy(core.users, core.blocks::blocked, core.requests::conceals);
        var views =
                new ConversationViews(
                        core.ids,
                        core.users,
                        frames,
                        core.reader,
                        privacy,
                        core.requests::isRequest,
                        core.drafts::find);
        fanOut =
                new FanOut(
                        hub,
                        loops,
                        FanOut.Parts.of(database.conversations(), frames, views),
                        metrics::delivered);
        missed =
                new MissedWatch(
                        fanOut,
                        hub,
                        core.ids,
                        core.clock,
                        Duration.ofSeconds(settings.number(Setting.ACK_TIMEOUT)),
                        metrics::missed,
                        core.requests::conceals);
        counts = new CountsBroadcast(fanOut, hub, views, frames, core.clock);
        fanOut.around(
                missed::expect,
                batch -> {
                    missed.told(batch);
                    counts.told(batch);
                });
        receipts =
                new ReceiptBroadcast(
                        fanOut,
                        hub,
                        new ReceiptBroadcast.Say(core.ids, privacy, core.reader),
                        core.clock);
        typing =
                new TypingBroadcast(
                        fanOut,
                        hub,
                        core.ids,
                        core.blocks::blocked,
                        core.requests::silences,
                        core.clock);
        var lastSeen = new LastSeen(core.log, core.users);
        var audience =
                new Audience(
                        database.contacts(), database.conversations(), core.blocks, core.requests);
        board =
                new PresenceBoard(
                        hub,
                        core.users,
                        new PresenceBoard.Notify(
                                audience, new PresenceNotices(core.clock), core.ids),
                        core.clock,
                        seen -> noteLastSeen(lastSeen, seen));
        sessions = new Sessions(core.random, core.clock);
        limits = new RateLimits(ConfiguredRates.of(settings));
        var admittance =
                new Admittance(
                        entrance.authenticator, entrance.accounts.guests(), core.users, limits);
        var history = new HistoryReader(core.reader, database.messages(), core.clock);
        var sender =
                new MessageSender(
                        core.log,
                        core.members,
                        core.users::find,
                        core.blocks::blocked,
                        core.requests);
        var tracker =
                new ReceiptTracker(
                        core.members,
                        database.conversations(),
                        core.marks,
                        (head, user, marks, aside) -> {
                            missed.moved(head, user, marks);
                            receipts.moved(head, user, marks, aside);
                        });
        var authority = new Authority(core.members, core.blocks::blocked, core.requests::turnsAway);
        var changes = MessageChanges.of(core.log, authority, core.editor(settings, authority));
        var scheduler = new Scheduler(core.log, authority, database.scheduled());
        chores =
                new Chores(
                        new ExpirySweeper(core.log),
                        new ConversationEraser(core.log),
                        new DueSender(core.log, sender, database.scheduled(), core.clock),
                        new AccountEraser(
                                core.log,
                                database.erasures(),
                                entrance.contacts,
                                new Withdrawal(
                                        core.log,
                                        database.conversations(),
                                        new JoinKeeper(core.log, database.groups(), core.reader))));
        var commands =
                Commands.of(
                        new Commands.Work(
                                sender,
                                new MessageForwarder(sender, history, core.users::find, core.clock),
                                tracker,
                                history,
                                core.members,
                                changes,
                                core.log),
                        new Commands.Say(frames, views, core.reader, typing, board),
                        core.ids,
                        database.users(),
                        admittance,
                        limits);
        var cursors = new Cursors(core.epoch);
        var sync =
                new SyncReader(database.conversations(), core.reader, history, database.messages());
        links =
                new LinkParts(
                        commands.table(),
                        admittance,
                        new Admission(
                                2 * Runtime.getRuntime().availableProcessors(),
                                settings.number(Setting.LIMIT_HANDSHAKES),
                                HANDSHAKE_PATIENCE),
                        new Crowding(),
                        sessions,
                        linkKeeper,
                        new CatchUp(
                                sync,
                                cursors,
                                new CatchUp.Say(frames, views),
                                new Arrivals(hub, fanOut, database.conversations()),
                                loops),
                        hub,
                        loops,
                        board,
                        core.log,
                        core.heads,
                        frames,
                        core.ids,
                        cursors,
                        HexFormat.of().formatHex(core.epoch),
                        index.isPresent() ? List.of("search") : List.of(),
                        metrics,
                        core.clock);
        httpSessions = new HttpSessions(links);
        var origins = origins(settings);
        var routes = new ArrayList<Route>();
        routes.addAll(
                new AccountRoutes(entrance.accounts, core.users, core.ids, origins, entrance.jwks)
                        .routes());
        routes.addAll(new ServerRoutes(entrance.policy).routes());
        routes.addAll(new DeviceRoutes(entrance.accounts.devices(), core.ids).routes());
        routes.addAll(new SessionRoutes(httpSessions).routes());
        var broadcast = new ProfileBroadcast(hub, audience, frames);
        routes.addAll(
                new UserRoutes(
                                people(core, settings),
                                new ProfileEditor(core.log, core.users),
                                entrance.accounts.keeper(),
                                core.users,
                                new UserRoutes.Say(core.ids, frames, broadcast))
                        .routes());
        routes.addAll(
                new ContactRoutes(entrance.contacts, entrance.blocks, core.users, frames, core.ids)
                        .routes());
        routes.addAll(GroupRouting.routes(core, new GroupRouting.Say(views, frames, limits)));
        routes.addAll(
                new MessageRoutes(
                                new MessageRoutes.Work(history, tracker),
                                commands,
                                new MessageRoutes.Say(frames, core.ids, limits))
                        .routes());
        routes.addAll(
                new ReceiptRoutes(
                                core.reader,
                                history,
                                new ReceiptRoutes.Say(frames, core.users, privacy, core.ids))
                        .routes());
        var mentions = new MentionReader(database.messages(), history, core.ids, core.clock);
        routes.addAll(new MentionRoutes(mentions, frames).routes());
        routes.addAll(
                new MessageLifeRoutes(
                                new MessageLifeRoutes.Work(
                                        changes,
                                        history,
                                        settings.isOn(Setting.EDIT_HISTORY),
                                        limits),
                                commands,
                                core.users,
                                core.ids)
                        .routes());
        index.ifPresent(one -> {
            var search = Searching.search(one, core, history, people(core, settings));
            var said = new SearchRoutes.Say(frames, views, limits);
            routes.addAll(new SearchRoutes(search, said).routes());
        });
        var scheduled =
                new ScheduledRoutes(
                        scheduler,
                        commands.send(),
                        new ScheduledRoutes.Say(frames, core.ids, limits));
        routes.addAll(scheduled.routes());
        routes.addAll(
                new ExportRoutes(
                                new Export(
                                        new Export.Work(
                                                entrance.accounts.devices(),
                                                entrance.contacts,
                                                entrance.blocks,
                                                database.erasures()::conversationsAfter,
                                                core.reader,
                                                history,
                                                database.scheduled()),
                                        new Export.Say(core.users, frames, views, core.ids),
                                        scheduled))
                        .routes());
        routes.addAll(
                new ReportRoutes(
                                new Reporter(
                                        core.log, history, core.users::find, core.random::nextLong),
                                core.ids)
                        .routes());
        routes.addAll(health.routes());
        routes.addAll(new OpenApiRoutes(routes).routes());
        var router =
                new Router(
                        routes,
                        admittance,
                        new IdempotentAnswers(database.answers(), core.log, core.clock));
        http =
                new HttpParts(
                        router,
                        new WebSocketUpgrade(
                                origins,
                                admittance,
                                entrance.authenticator,
                                entrance.accounts.tickets(),
                                () -> links),
                        new StaticFiles(),
                        origins,
                        new Proxies(settings.list(Setting.PROXIES)),
                        linkKeeper);
    }

    // the ticker must not wait for a commit, and losing one costs only what others read of them
    private static void noteLastSeen(LastSeen lastSeen, Map<UserId, Instant> seen) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        lastSeen.note(seen);
                    } catch (Refusal e) {
                        LOG.debug("when people went was not kept: {}", e.code());
                    }
                });
    }

    private static Origins origins(Settings settings) {
        var publicUrl = settings.text(Setting.PUBLIC_URL);
        return new Origins(
                publicUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(publicUrl)),
                settings.list(Setting.ORIGINS));
    }

    private static PeopleFinder people(Core core, Settings settings) {
        var directory =
                Directory.valueOf(settings.text(Setting.DIRECTORY).toUpperCase(Locale.ROOT));
        return new PeopleFinder(
                core.database.users(), core.users, core.database.contacts(), directory, core.ids);
    }
}
