package parley.protocol;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns the fields of a frame into the command that its type names.
public final class CommandReader {
    /// Messages or changes of a page when the client names no number, and the most it may name.
    private static final int PAGE = 50;

    private static final int PAGE_MAX = 100;

    private static final Map<String, Function<Fields, Command>> BY_TYPE =
            Map.ofEntries(
                    Map.entry("hello", CommandReader::hello),
                    Map.entry("auth", f -> new Command.Auth(id(f), f.required("token"))),
                    Map.entry("send", CommandReader::send),
                    Map.entry(
                            "ack",
                            f ->
                                    new Command.Ack(
                                            id(f),
                                            f.required("conversation"),
                                            f.requiredCount("seq"))),
                    Map.entry(
                            "read",
                            f ->
                                    new Command.Read(
                                            id(f),
                                            f.required("conversation"),
                                            f.requiredCount("seq"))),
                    Map.entry("history", CommandReader::history),
                    Map.entry(
                            "changes",
                            f ->
                                    new Command.Changes(
                                            id(f),
                                            f.required("conversation"),
                                            f.requiredCount("after"),
                                            limit(f))),
                    Map.entry("edit", CommandReader::edit),
                    Map.entry("delete", CommandReader::delete),
                    Map.entry(
                            "react",
                            f ->
                                    new Command.React(
                                            id(f),
                                            f.required("conversation"),
                                            f.requiredCount("target"),
                                            f.required("emoji"),
                                            f.truth("on", true))),
                    Map.entry("vote", CommandReader::vote),
                    Map.entry(
                            "pin",
                            f ->
                                    new Command.Pin(
                                            id(f),
                                            f.required("conversation"),
                                            f.requiredCount("target"),
                                            f.truth("on", true))),
                    Map.entry("head", f -> new Command.Head(id(f), f.required("conversation"))),
                    Map.entry(
                            "typing",
                            f ->
                                    new Command.Typing(
                                            id(f),
                                            f.required("conversation"),
                                            f.truth("on", true))),
                    Map.entry("presence", CommandReader::presence),
                    Map.entry("watch", f -> new Command.Watch(id(f), f.texts("users"))),
                    Map.entry("ping", f -> new Command.Ping(id(f))),
                    Map.entry("pong", f -> new Command.Pong(id(f))));

    private CommandReader() {}

    /// @throws FrameError `bad_frame` without a type, `unknown_command`, or `bad_request` with the
    ///   field to blame
    public static Command read(Fields fields) {
        var reader = of(type(fields));
        fields.requireWellFormed();
        return reader.apply(fields);
    }

    /// Whether a frame has a type; without one it is none. A type that isn't a text is no type.
    public static boolean hasType(Fields fields) {
        try {
            return fields.text("type") != null;
        } catch (FrameError e) {
            return false;
        }
    }

    private static String type(Fields fields) {
        if (!hasType(fields)) {
            throw FrameError.noType();
        }
        return fields.required("type");
    }

    private static Function<Fields, Command> of(String type) {
        var reader = BY_TYPE.get(type);
        if (reader == null) {
            throw FrameError.unknownCommand(type);
        }
        return reader;
    }

    private static @Nullable String id(Fields fields) {
        var id = fields.text("id", Limits.COMMAND_ID);
        if (id != null && id.isEmpty()) {
            throw FrameError.badField("id", "'id' has 1 to 64 characters.");
        }
        return id;
    }

    private static Command hello(Fields f) {
        var guest = f.object("guest");
        return new Command.Hello(
                id(f),
                f.text("token"),
                f.text("agent", 256),
                new Command.Resume(
                        f.text("cursor", 1024), f.text("epoch", 64), f.text("session", 64)),
                f.truth("presence", true),
                guest.map(CommandReader::guest).orElse(null),
                f.texts("accept"));
    }

    private static Command.Guest guest(Fields f) {
        return new Command.Guest(f.required("name"), f.text("invitation", 64));
    }

    private static Command send(Fields f) {
        return new Command.Send(id(f), f.required("to"), content(f), conditions(f));
    }

    /// What a `send` says; its fields are the same over REST.
    public static Command.Content content(Fields f) {
        return new Command.Content(
                f.text("text"),
                f.text("format", 64),
                f.text("payload"),
                f.count("replyTo", 0),
                f.count("thread", 0),
                f.texts("attachments"),
                f.texts("mentions"),
                f.number("expiresInS"),
                f.object("forward").map(CommandReader::forward).orElse(null),
                f.object("poll").map(CommandReader::poll).orElse(null));
    }

    private static Command.Poll poll(Fields f) {
        return new Command.Poll(
                f.texts("options"),
                f.truth("multiple", false),
                f.truth("anonymous", false),
                f.text("closesAt", 40));
    }

    private static Command.Forward forward(Fields f) {
        return new Command.Forward(f.required("conversation"), f.requiredCount("seq"));
    }

    private static Command edit(Fields f) {
        return new Command.Edit(
                id(f), f.required("conversation"), f.requiredCount("target"), revision(f));
    }

    /// What an `edit` says; its fields are the same over REST.
    public static Command.Revision revision(Fields f) {
        return new Command.Revision(f.required("text"), f.text("format", 64), f.text("key"));
    }

    private static Command vote(Fields f) {
        boolean close = f.truth("close", false);
        if (close == f.has("options")) {
            throw FrameError.badField("options", "Name 'options', or say 'close'.");
        }
        return new Command.Vote(
                id(f),
                f.required("conversation"),
                f.requiredCount("target"),
                close ? null : f.numbers("options"));
    }

    private static Command delete(Fields f) {
        var whose = f.text("for");
        if (whose != null && !whose.equals("me") && !whose.equals("all")) {
            throw FrameError.badField("for", "'for' is me or all.");
        }
        return new Command.Delete(
                id(f), f.required("conversation"), targets(f), "me".equals(whose));
    }

    private static List<Command.Range> targets(Fields f) {
        var ranges = f.objects("targets");
        if (ranges.isEmpty() == !f.has("target")) {
            throw FrameError.badField("target", "Name a 'target', or ranges of 'targets'.");
        }
        if (ranges.isEmpty()) {
            return List.of(range("target", f.requiredCount("target"), f.requiredCount("target")));
        }
        return ranges.stream()
                .map(one -> range("targets", one.requiredCount("low"), one.requiredCount("high")))
                .toList();
    }

    private static Command.Range range(String field, long low, long high) {
        if (low < 1 || high < low) {
            throw FrameError.badField(field, "A range goes from a seq to one that isn't lower.");
        }
        return new Command.Range(low, high);
    }

    /// Under what conditions it is stored.
    public static Command.Conditions conditions(Fields f) {
        return new Command.Conditions(f.text("key"), f.text("after"), f.number("ifRev"));
    }

    private static Command history(Fields f) {
        var page =
                new Command.Page(
                        position(f, "before"), position(f, "after"), position(f, "around"));
        int given =
                (page.before().isPresent() ? 1 : 0)
                        + (page.after().isPresent() ? 1 : 0)
                        + (page.around().isPresent() ? 1 : 0);
        if (given > 1) {
            throw FrameError.badField("before", "A page is before, after or around a seq.");
        }
        return new Command.History(
                id(f), f.required("conversation"), page, f.count("thread", 0), limit(f));
    }

    private static OptionalLong position(Fields f, String name) {
        return f.number(name).isEmpty() ? OptionalLong.empty() : OptionalLong.of(f.count(name, 0));
    }

    private static int limit(Fields f) {
        long limit = f.count("limit", PAGE);
        if (limit == 0) {
            throw FrameError.badField("limit", "'limit' is 1 to 100.");
        }
        return (int) Math.min(limit, PAGE_MAX);
    }

    private static Command presence(Fields f) {
        return new Command.Presence(
                id(f),
                f.required("state"),
                f.text("text", 140),
                f.text("emoji", 32),
                f.text("until", 40));
    }
}
