package parley.store.body;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import parley.core.RefusalCode;
import parley.core.conversation.Membership.Preferences;
import parley.core.conversation.Membership.Preferences.Request;
import parley.core.conversation.Role;
import parley.core.draft.Draft;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody;
import parley.core.log.ChangeBody.BlockChanged;
import parley.core.log.ChangeBody.ContactChanged;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.core.log.ChangeBody.Counted;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.ChangeBody.DeviceChanged;
import parley.core.log.ChangeBody.DraftChanged;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.ChangeBody.Hidden;
import parley.core.log.ChangeBody.JoinAsked;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.Pinned;
import parley.core.log.ChangeBody.PollClosed;
import parley.core.log.ChangeBody.PreferencesChanged;
import parley.core.log.ChangeBody.ProfileChanged;
import parley.core.log.ChangeBody.Reacted;
import parley.core.log.ChangeBody.ReaderChanged;
import parley.core.log.ChangeBody.ScheduledChanged;
import parley.core.log.ChangeBody.Undone;
import parley.core.log.ChangeBody.Voted;
import parley.core.message.MessageState.Gone;
import parley.core.message.SeqRange;

/// What a change says as a kind, a number that lies in a column of its own, and JSON.
public final class ChangeBodies {
    private ChangeBodies() {}

    /// The kind's number; once given, never another's.
    public static int kind(ChangeBody body) {
        return switch (body) {
            case MemberChanged b -> 1;
            case ConversationChanged b -> 2;
            case ContactChanged b -> 3;
            case BlockChanged b -> 4;
            case PreferencesChanged b -> 5;
            case ProfileChanged b -> 6;
            case DeviceChanged b -> 7;
            case Edited b -> 8;
            case Deleted b -> 9;
            case Reacted b -> 10;
            case Pinned b -> 11;
            case Undone b -> 12;
            case Hidden b -> 13;
            case JoinAsked b -> 15;
            case Voted b -> 21;
            case PollClosed b -> 22;
            case ReaderChanged b -> throw passing();
            case Counted b -> throw passing();
            case ScheduledChanged b -> 31;
            case DraftChanged b -> 32;
        };
    }

    private static IllegalArgumentException passing() {
        return new IllegalArgumentException("what only passes isn't stored");
    }

    public static byte[] encode(ChangeBody body) {
        return Json.bytes(json -> write(json, body));
    }

    private static void write(JsonGenerator json, ChangeBody body) throws IOException {
        switch (body) {
            case MemberChanged(var user, var how, var role) -> {
                json.writeNumberField("user", user.bits());
                json.writeStringField("how", how.name());
                json.writeStringField("role", role.name());
            }
            case ConversationChanged changed -> write(json, changed);
            case ContactChanged(var user, var state) -> {
                json.writeNumberField("user", user.bits());
                json.writeStringField("state", state.name());
            }
            case BlockChanged(var user, var on) -> {
                json.writeNumberField("user", user.bits());
                json.writeBooleanField("on", on);
            }
            case PreferencesChanged(var of, var preferences) -> {
                json.writeNumberField("of", of.number());
                json.writeBooleanField("muted", preferences.muted());
                json.writeBooleanField("pinned", preferences.pinned());
                json.writeBooleanField("archived", preferences.archived());
                json.writeBooleanField("hidden", preferences.hidden());
                if (preferences.request() != Request.NONE) {
                    json.writeStringField("request", preferences.request().name());
                }
            }
            case ProfileChanged(var username, var name) -> {
                json.writeStringField("username", username);
                json.writeStringField("name", name);
            }
            case DeviceChanged(var device, var on) -> {
                json.writeNumberField("device", device.bits());
                json.writeBooleanField("on", on);
            }
            case Edited edited -> write(json, edited);
            case Deleted(var targets) -> write(json, targets);
            case Reacted(var target, var emoji, var on) -> {
                json.writeNumberField("target", target);
                json.writeStringField("emoji", emoji);
                json.writeBooleanField("on", on);
            }
            case Voted voted -> write(json, voted);
            case PollClosed(var target) -> json.writeNumberField("target", target);
            case Pinned(var target, var on) -> {
                json.writeNumberField("target", target);
                json.writeBooleanField("on", on);
            }
            case Undone undone -> {}
            case ScheduledChanged scheduled -> write(json, scheduled);
            case DraftChanged draft -> write(json, draft);
            case Hidden(var of, var targets) -> {
                json.writeNumberField("of", of.number());
                write(json, targets);
            }
            case JoinAsked(var of, var user, var state) -> {
                json.writeNumberField("of", of.number());
                json.writeNumberField("user", user.bits());
                json.writeStringField("state", state.name());
            }
            case ReaderChanged passes -> throw passing();
            case Counted passes -> throw passing();
        }
    }

    private static void write(JsonGenerator json, ScheduledChanged scheduled) throws IOException {
        json.writeNumberField("of", scheduled.of().number());
        json.writeStringField("key", scheduled.key());
        json.writeStringField("state", scheduled.state().name());
        if (scheduled.code() != null) {
            json.writeStringField("code", scheduled.code().name());
        }
        if (scheduled.sendAt() != null) {
            json.writeNumberField("sendAt", scheduled.sendAt().toEpochMilli());
        }
    }

    private static void write(JsonGenerator json, Voted voted) throws IOException {
        json.writeNumberField("target", voted.target());
        Json.numbers(json, "options", voted.options());
        Json.numbers(json, "counts", voted.counts());
        if (voted.anonymous()) {
            json.writeBooleanField("anonymous", true);
        }
    }

    private static void write(JsonGenerator json, DraftChanged draft) throws IOException {
        json.writeNumberField("of", draft.of().number());
        json.writeNumberField("at", draft.at().toEpochMilli());
        var words = draft.words();
        if (words != null) {
            json.writeStringField("text", words.text());
            json.writeNumberField("replyTo", words.replyTo());
            json.writeNumberField("thread", words.thread());
        }
    }

    private static void write(JsonGenerator json, Edited edited) throws IOException {
        json.writeNumberField("target", edited.target());
        if (edited.gone() != null) {
            json.writeStringField("gone", edited.gone().name());
        } else {
            json.writeStringField("text", edited.text());
            json.writeStringField("format", edited.format());
        }
    }

    private static void write(JsonGenerator json, List<SeqRange> targets) throws IOException {
        Json.numbers(json, "low", targets.stream().map(SeqRange::low).toList());
        Json.numbers(json, "high", targets.stream().map(SeqRange::high).toList());
    }

    private static void write(JsonGenerator json, ConversationChanged changed) throws IOException {
        PatchBody.write(json, changed.now());
        if (changed.deleted()) {
            json.writeBooleanField("deleted", true);
        }
    }

    public static ChangeBody decode(int kind, byte[] body) {
        var fields = Json.fields(body, 0);
        return switch (kind) {
            case 1 ->
                    new MemberChanged(
                            user(fields),
                            MemberChanged.How.valueOf(fields.text("how")),
                            Role.valueOf(fields.text("role")));
            case 2 -> new ConversationChanged(PatchBody.read(fields), fields.flag("deleted"));
            case 3 -> new ContactChanged(user(fields), ContactState.valueOf(fields.text("state")));
            case 4 -> new BlockChanged(user(fields), fields.flag("on"));
            case 5 ->
                    new PreferencesChanged(
                            new ConversationId(fields.number("of")), preferences(fields));
            case 6 -> new ProfileChanged(fields.text("username"), fields.text("name"));
            case 7 -> new DeviceChanged(new DeviceId(fields.number("device")), fields.flag("on"));
            case 8 ->
                    new Edited(
                            fields.number("target"),
                            fields.text("text"),
                            fields.text("format"),
                            fields.has("gone") ? Gone.Reason.valueOf(fields.text("gone")) : null);
            case 9 -> new Deleted(targets(fields));
            case 10 ->
                    new Reacted(fields.number("target"), fields.text("emoji"), fields.flag("on"));
            case 11 -> new Pinned(fields.number("target"), fields.flag("on"));
            case 12 -> new Undone();
            case 13 -> new Hidden(new ConversationId(fields.number("of")), targets(fields));
            case 15 ->
                    new JoinAsked(
                            new ConversationId(fields.number("of")),
                            user(fields),
                            JoinAsked.Answer.valueOf(fields.text("state")));
            case 21 ->
                    new Voted(
                            fields.number("target"),
                            Fields.small(fields.numbers("options")),
                            Fields.small(fields.numbers("counts")),
                            fields.flag("anonymous"));
            case 22 -> new PollClosed(fields.number("target"));
            case 31 -> scheduled(fields);
            case 32 -> draft(fields);
            default -> throw new IllegalStateException("a change of unknown kind " + kind);
        };
    }

    private static ScheduledChanged scheduled(Fields fields) {
        var code = fields.textOrNull("code");
        return new ScheduledChanged(
                new ConversationId(fields.number("of")),
                fields.text("key"),
                ScheduledChanged.State.valueOf(fields.text("state")),
                code == null ? null : RefusalCode.valueOf(code),
                fields.has("sendAt") ? Instant.ofEpochMilli(fields.number("sendAt")) : null);
    }

    private static DraftChanged draft(Fields fields) {
        var words =
                fields.has("text")
                        ? new Draft.Words(
                                fields.text("text"),
                                fields.number("replyTo"),
                                fields.number("thread"))
                        : null;
        return new DraftChanged(
                new ConversationId(fields.number("of")),
                words,
                Instant.ofEpochMilli(fields.number("at")));
    }

    private static List<SeqRange> targets(Fields fields) {
        var low = fields.numbers("low");
        var high = fields.numbers("high");
        var targets = new ArrayList<SeqRange>(low.size());
        for (int i = 0; i < low.size(); i++) {
            targets.add(new SeqRange(low.get(i), high.get(i)));
        }
        return targets;
    }

    private static UserId user(Fields fields) {
        return new UserId(fields.number("user"));
    }

    private static Preferences preferences(Fields fields) {
        return new Preferences(
                fields.flag("muted"),
                fields.flag("pinned"),
                fields.flag("archived"),
                fields.flag("hidden"),
                false,
                fields.has("request") ? Request.valueOf(fields.text("request")) : Request.NONE);
    }
}
