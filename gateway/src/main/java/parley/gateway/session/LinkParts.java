package parley.gateway.session;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.HeadCache;
import parley.core.id.PublicIds;
import parley.core.log.MessageLog;
import parley.core.sync.Cursors;
import parley.gateway.command.CommandTable;
import parley.gateway.hub.EventFrames;
import parley.gateway.hub.Hub;
import parley.gateway.hub.Loops;
import parley.gateway.limit.Admission;
import parley.gateway.limit.Crowding;
import parley.gateway.presence.PresenceBoard;
import parley.protocol.Command;
import parley.protocol.Reply;

/// What every connection of this node works with.
///
/// @param epoch the database's epoch as clients are told it
/// @param features what this node can do beyond what each can
public record LinkParts(
        CommandTable commands,
        Admittance admittance,
        Admission admission,
        Crowding crowding,
        Sessions sessions,
        Links links,
        CatchUp catchUp,
        Hub hub,
        Loops loops,
        PresenceBoard board,
        MessageLog log,
        HeadCache heads,
        EventFrames frames,
        PublicIds ids,
        Cursors cursors,
        String epoch,
        List<String> features,
        DoorMeter meter,
        InstantSource clock) {

    /// What `hello` is answered.
    public Reply.Welcome welcome(Admittance.Admitted admitted, String session) {
        var who = admitted.identity();
        long rev = heads.find(who.account()).map(head -> head.lastRev()).orElse(0L);
        return new Reply.Welcome(
                frames.person(admitted.user()),
                ids.text(who.device()),
                session,
                new Reply.AccountPlace(ids.text(who.account()), rev),
                epoch,
                clock.instant(),
                Stream.concat(Admittance.features().stream(), features.stream()).toList(),
                admitted.guest());
    }

    /// The cursor to go on from: none of another epoch is usable.
    public @Nullable String cursorOf(Command.Resume resume) {
        if (resume.cursor() != null && resume.epoch() != null && !resume.epoch().equals(epoch)) {
            return "";
        }
        return resume.cursor();
    }

    /// Where a connection can go on from, as of what was written to it.
    @Nullable String cursorOf(Feed feed) {
        var cursor = new CompletableFuture<@Nullable String>();
        feed.loop()
                .execute(() ->
                        cursor.complete(
                                feed.isLive()
                                        ? cursors.text(feed.cursor(loops.seen(feed.loop())))
                                        : null));
        return cursor.join();
    }
}
