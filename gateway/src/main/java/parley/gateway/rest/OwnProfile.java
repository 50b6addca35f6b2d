package parley.gateway.rest;

import parley.core.id.PublicIds;
import parley.core.user.User;
import parley.gateway.hub.EventFrames;
import parley.protocol.FrameWriter;
import parley.protocol.Part;
import parley.protocol.Times;

/// A user as they see themself: with what nobody else is shown, and never a password.
record OwnProfile(User user, PublicIds ids) implements Part {
    @Override
    public void writeFields(FrameWriter out) {
        var profile = user.profile();
        var status = user.status();
        out.put("id", ids.text(user.id()))
                .put("username", user.username())
                .put("name", user.name());
        out.put("biography", profile.biography())
                .put("phone", profile.phone())
                .put("email", profile.email());
        out.putOrNull("avatar", null).put("guest", status.guest());
        out.put("presence", EventFrames.word(profile.presence()))
                .put("receipts", profile.receipts());
        out.put("strangers", EventFrames.word(profile.strangers()));
        out.put("account", ids.text(user.account()))
                .put("createdAt", Times.text(status.createdAt()));
        var seen = status.lastSeenAt();
        if (seen != null) {
            out.put("lastSeenAt", Times.text(seen));
        }
    }
}
