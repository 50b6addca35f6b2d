package parley.gateway.hub;

import parley.core.id.UserId;
import parley.core.log.Change;
import parley.gateway.connection.Outgoing;

/// The event of a change, as who caused it is told it and as the others are: of an anonymous vote
/// these are told less. Each is encoded once.
record Copies(UserId from, Outgoing toOwn, Outgoing toOthers) {
    static Copies of(Change change, EventFrames frames) {
        var toOwn = new Outgoing(frames.event(change, change.from()));
        return new Copies(
                change.from(),
                toOwn,
                change.body().isAnonymous() ? new Outgoing(frames.toOthers(change)) : toOwn);
    }

    Outgoing to(UserId member) {
        return member.equals(from) ? toOwn : toOthers;
    }
}
