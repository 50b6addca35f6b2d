package parley.gateway.hub;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Membership.Preferences;
import parley.core.id.PublicIds;
import parley.core.log.ChangeBody;
import parley.core.message.SeqRange;
import parley.protocol.Event;
import parley.protocol.Part;
import parley.protocol.Times;

/// What the events of an account conversation say beside their stamp. Thread-safe.
final class AccountParts {
    private final PublicIds ids;

    AccountParts(PublicIds ids) {
        this.ids = ids;
    }

    Part of(ChangeBody.JoinAsked asked) {
        return out ->
                out.put("of", ids.text(asked.of()))
                        .put("user", ids.text(asked.user()))
                        .put("state", EventFrames.word(asked.state()));
    }

    Part of(ChangeBody.ContactChanged contact) {
        return out ->
                out.put("user", ids.text(contact.user()))
                        .put("state", EventFrames.word(contact.state()));
    }

    Part of(ChangeBody.BlockChanged block) {
        return out -> out.put("user", ids.text(block.user())).put("on", block.on());
    }

    Part of(ChangeBody.PreferencesChanged chosen) {
        var preferences = chosen.preferences();
        return out ->
                out.put("of", ids.text(chosen.of()))
                        .put("muted", preferences.muted())
                        .put("pinned", preferences.pinned())
                        .put("archived", preferences.archived())
                        .put("request", answer(preferences));
    }

    // what was said to a stranger; that a request waits is told by the head
    private static @Nullable String answer(Preferences preferences) {
        return switch (preferences.request()) {
            case ACCEPTED, REJECTED -> EventFrames.word(preferences.request());
            case NONE, WAITING -> null;
        };
    }

    Part of(ChangeBody.ProfileChanged profile) {
        return out -> out.put("username", profile.username()).put("name", profile.name());
    }

    Part of(ChangeBody.Hidden hidden) {
        return out ->
                out.put("of", ids.text(hidden.of())).list("targets", ranges(hidden.targets()));
    }

    static List<Event.Range> ranges(List<SeqRange> targets) {
        return targets.stream().map(one -> new Event.Range(one.low(), one.high())).toList();
    }

    Part of(ChangeBody.ScheduledChanged scheduled) {
        var code = scheduled.code();
        var sendAt = scheduled.sendAt();
        return out ->
                out.put("of", ids.text(scheduled.of()))
                        .put("key", scheduled.key())
                        .put("state", EventFrames.word(scheduled.state()))
                        .put("code", code == null ? null : code.code())
                        .put("sendAt", sendAt == null ? null : Times.text(sendAt));
    }

    Part of(ChangeBody.DraftChanged draft) {
        var words = draft.words();
        return out -> {
            out.put("of", ids.text(draft.of()));
            if (words != null) {
                out.put("text", words.text());
                out.putUnlessZero("replyTo", words.replyTo());
                out.putUnlessZero("thread", words.thread());
            }
        };
    }

    Part of(ChangeBody.DeviceChanged device) {
        return out -> out.put("device", ids.text(device.device())).put("on", device.on());
    }
}
