package parley.gateway.presence;

import parley.core.log.Positions;
import parley.core.user.User;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.EventFrames;
import parley.gateway.hub.Hub;
import parley.protocol.Event;

/// Tells contacts and direct peers that someone changed their name or picture. Passing: who isn't
/// here reads it anew.
public final class ProfileBroadcast {
    private final Hub hub;
    private final Audience audience;
    private final EventFrames frames;

    public ProfileBroadcast(Hub hub, Audience audience, EventFrames frames) {
        this.hub = hub;
        this.audience = audience;
        this.frames = frames;
    }

    public void changed(User user) {
        var event = new Outgoing(new Event.Profile(frames.person(user)));
        for (var other : audience.related(user.id())) {
            if (!audience.blocked(user.id(), other)) {
                for (var receiver : hub.receiversOf(other)) {
                    receiver.loop()
                            .execute(() -> {
                                receiver.takePassing(event);
                                receiver.flush(Positions.NONE);
                            });
                }
            }
        }
    }
}
