package parley.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One of each frame that the server sends, with every optional field there and with none.
final class Samples {
    static final Instant AT = Instant.parse("2026-11-22T04:16:05.123Z");

    private static final Event.Stamp STAMP = new Event.Stamp("cv_1", 57, "us_1", AT);
    private static final Person ANN = new Person("us_1", "ann", "Ann", false, "md_1");
    private static final Person ZOE = new Person("us_2", "zoe", "Zoë \"Z\" \\ \n", true, null);
    private static final Event.Message MESSAGE =
            new Event.Message(
                    STAMP,
                    42,
                    new Event.Said(
                            "hi 👋", "plain", null, 12, 12, List.of("us_2"), AT, true, null, null),
                    "key",
                    List.of(ANN, ZOE));
    private static final Event.Receipt RECEIPT = new Event.Receipt("cv_1", "us_2", 42, 40, AT);
    private static final Event.Presence PRESENCE =
            new Event.Presence("us_2", "away", AT, "at sea", "⛵", "later");
    private static final ConversationView.Ways WAYS =
            new ConversationView.Ways("open", permissions(), 5);
    private static final ConversationView VIEW =
            new ConversationView(
                    "cv_1",
                    "group",
                    new ConversationView.Shown("Tea", "about tea", "all", 3_600, WAYS),
                    null,
                    new ConversationView.Log(42, 57, AT),
                    new ConversationView.Mine(
                            "member",
                            true,
                            39,
                            38,
                            1,
                            3,
                            new ConversationView.Mentions(1, 40),
                            true,
                            true,
                            false,
                            true,
                            new ConversationView.Draft("hel", 40, 12, AT)),
                    2,
                    List.of(new ConversationView.Receipt("us_2", 42, 40)));
    private static final Reply.Welcome WELCOME =
            new Reply.Welcome(
                    ANN,
                    "dv_1",
                    "ss_1",
                    new Reply.AccountPlace("cv_2", 12),
                    "epoch",
                    AT,
                    List.of("groups"),
                    new Reply.GuestTokens("token", "refresh", AT));

    private Samples() {}

    private static Map<String, String> permissions() {
        var permissions = new LinkedHashMap<String, String>();
        for (var word : List.of("send", "react", "invite", "pin", "change", "remove")) {
            permissions.put(word, "member");
        }
        permissions.put("mentionAll", "admin");
        return permissions;
    }

    static List<Event> events() {
        return List.of(
                MESSAGE,
                new Event.Message(
                        STAMP,
                        1,
                        new Event.Said(
                                null,
                                null,
                                "aGk=",
                                0,
                                0,
                                List.of(),
                                null,
                                false,
                                new Event.Forwarded("us_2", "Zoë", AT),
                                new Poll(List.of("a", "b"), true, true, AT, null)),
                        null,
                        List.of()),
                new Event.Present(
                        MESSAGE,
                        AT,
                        true,
                        List.of(new Event.Reaction("👍", 2, true)),
                        new Event.Replies(3, 45, AT)),
                new Event.Present(MESSAGE, null, false, List.of(), null),
                new Event.Present(
                        MESSAGE.with(
                                new Poll(
                                        List.of("a", "b"),
                                        false,
                                        false,
                                        null,
                                        new Poll.Standing(List.of(3, 1), List.of(0), AT))),
                        null,
                        false,
                        List.of(),
                        null),
                new Event.Changed(
                        "vote",
                        STAMP,
                        out ->
                                out.put("target", 42)
                                        .numbers("options", List.of(0))
                                        .numbers("counts", List.of(3, 1))),
                new Event.Changed(
                        "vote",
                        STAMP.anonymous(),
                        out -> out.put("target", 42).numbers("counts", List.of(3, 1))),
                new Event.Changed("vote", STAMP, out -> out.put("target", 42).put("closed", true)),
                new Event.Changed(
                        "edit",
                        STAMP,
                        out -> out.put("target", 42).put("text", "ho").put("format", "markdown")),
                new Event.Changed(
                        "edit", STAMP, out -> out.put("target", 42).put("gone", "deleted")),
                new Event.Changed("delete", STAMP, out -> out.put("target", 42)),
                new Event.Changed(
                        "delete",
                        STAMP,
                        out -> out.list("targets", List.of(new Event.Range(40, 42)))),
                new Event.Changed(
                        "reaction",
                        STAMP,
                        out -> out.put("target", 42).put("emoji", "👍").put("on", true)),
                new Event.Changed("pin", STAMP, out -> out.put("target", 42).put("on", true)),
                new Event.Changed(
                        "hide",
                        STAMP,
                        out ->
                                out.put("of", "cv_2")
                                        .list("targets", List.of(new Event.Range(40, 42)))),
                new Event.Gone(STAMP, 42, 12, "deleted", AT),
                new Event.Gone(STAMP, 42, 0, "expired", null),
                new Event.Changed("member", STAMP, out -> out.put("change", "joined")),
                new Event.Changed(
                        "joinRequest",
                        STAMP,
                        out -> out.put("of", "cv_2").put("user", "us_2").put("state", "asked")),
                new Event.Changed(
                        "draft",
                        STAMP,
                        out ->
                                out.put("of", "cv_2")
                                        .put("text", "hel")
                                        .put("replyTo", 40)
                                        .put("thread", 12)),
                new Event.Changed("draft", STAMP, out -> out.put("of", "cv_2")),
                new Event.Counts("cv_1", 42, List.of(new Event.Count("👍", 2)), List.of(3, 1)),
                new Event.Counts("cv_1", 42, List.of(new Event.Count("👍", 2)), List.of()),
                new Event.Void("cv_1", 57),
                RECEIPT,
                new Event.Receipts("cv_1", List.of(RECEIPT, RECEIPT)),
                new Event.Typing("cv_1", "us_1", true),
                PRESENCE,
                new Event.Presence("us_2", "offline", null, null, null, null),
                new Event.Presences(List.of(PRESENCE)),
                new Event.Profile(ZOE),
                new Event.Head("cv_1", 42, 40, 2, new Event.Chosen(true, false, true)),
                new Event.Head("cv_1", 42, 40, 2, null),
                new Event.Cursor("AQID"),
                new Event.Missed("cv_1", "us_2", 42),
                new Event.Sync(VIEW, List.of(MESSAGE), true, false, List.of(ANN)),
                new Event.Synced("AQID", false, true),
                new Event.Synced("AQID", true, false),
                new Event.Ping(),
                new Event.Bye(1012, "restart", 3180),
                new Event.Bye(1000, "", 0));
    }

    static List<Reply> replies() {
        return List.of(
                new Reply.Ok("1", Reply.NOTHING),
                new Reply.Ok("1", new Reply.Sent("cv_1", 42, 57, AT, true)),
                new Reply.Ok("1", new Reply.Changed("cv_1", 58, AT, true)),
                new Reply.Ok("1", WELCOME),
                new Reply.Ok("1", new Reply.MessagesPage(List.of(MESSAGE), 60, true, List.of(ANN))),
                new Reply.Ok("1", new Reply.ChangesPage(List.of(MESSAGE), false, List.of())),
                new Reply.Ok("1", new Reply.HeadOf(VIEW, List.of(ZOE))),
                new Reply.Error("1", "rate_limited", "Slow.", null, Duration.ofMillis(7), "t"),
                new Reply.Error(null, "bad_frame", "No.", "text", null, null),
                new Reply.Pong("1", "AQID"),
                new Reply.Pong(null, null));
    }

    /// Commands as clients send them, by their type.
    static Map<String, String> commands() {
        return Map.ofEntries(
                Map.entry(
                        "hello",
                        """
                        {"type":"hello","id":"1","token":"t","agent":"a/1","cursor":"AQ","epoch":"e",\
                        "session":"ss_1","presence":false,"accept":["threads"],"guest":{"name":"Zoe"}}\
                        """),
                Map.entry("auth", "{\"type\":\"auth\",\"id\":\"9\",\"token\":\"t\"}"),
                Map.entry(
                        "send",
                        """
                        {"type":"send","id":"7","to":"@bob","key":"k","text":"hé \\u00e9","format":"plain",\
                        "payload":"aGk=","replyTo":12,"thread":12,"attachments":["md_1"],"mentions":["@all"],\
                        "expiresInS":3600,"after":"j","ifRev":57,"poll":{"options":["a","b"],"anonymous":true,"closesAt":"z"},"forward":{"conversation":"cv_2","seq":1}}\
                        """),
                Map.entry(
                        "edit",
                        """
                        {"type":"edit","id":"1","conversation":"cv_1","target":42,"text":"ho","format":"markdown",\
                        "key":"k"}\
                        """),
                Map.entry(
                        "delete",
                        """
                        {"type":"delete","id":"1","conversation":"cv_1","targets":[{"low":40,"high":42}],"for":"me"}\
                        """),
                Map.entry(
                        "react",
                        """
                        {"type":"react","id":"1","conversation":"cv_1","target":42,"emoji":"👍","on":true}\
                        """),
                Map.entry(
                        "vote",
                        """
                        {"type":"vote","id":"1","conversation":"cv_1","target":42,"options":[0,2]}\
                        """),
                Map.entry(
                        "pin",
                        """
                        {"type":"pin","id":"1","conversation":"cv_1","target":42,"on":true}\
                        """),
                Map.entry(
                        "ack", "{\"type\":\"ack\",\"id\":\"1\",\"conversation\":\"c\",\"seq\":4}"),
                Map.entry("read", "{\"type\":\"read\",\"conversation\":\"cv_1\",\"seq\":4}"),
                Map.entry(
                        "history",
                        """
                        {"type":"history","id":"9","conversation":"cv_1","before":120,"limit":50,"thread":3}\
                        """),
                Map.entry(
                        "changes",
                        "{\"type\":\"changes\",\"conversation\":\"cv_1\",\"after\":57,\"limit\":9}"),
                Map.entry("head", "{\"type\":\"head\",\"id\":\"11\",\"conversation\":\"cv_1\"}"),
                Map.entry("typing", "{\"type\":\"typing\",\"conversation\":\"cv_1\",\"on\":false}"),
                Map.entry(
                        "presence",
                        """
                        {"type":"presence","state":"away","text":"x","emoji":"y","until":"z"}\
                        """),
                Map.entry("watch", "{\"type\":\"watch\",\"users\":[\"us_1\",\"us_2\"]}"),
                Map.entry("ping", "{\"type\":\"ping\",\"id\":\"1\"}"),
                Map.entry("pong", "{\"type\":\"pong\"}"));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
