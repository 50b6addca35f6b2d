package parley.gateway.openapi;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The objects of the REST interface. An end-to-end test holds the answers of a running server
/// against them: a field that isn't here, or one that is missing there, fails it.
public final class Schemas {
    static final String PROBLEM = "Problem";

    private static final List<Schema> CONVERSATIONS =
            List.of(
                    Schema.of(
                            "Conversation",
                            "A conversation as one of its members sees it.",
                            "id",
                            "kind: direct|group|channel",
                            "title: string|null",
                            "description?",
                            "peer?: User",
                            "lastSeq: integer",
                            "lastRev: integer",
                            "unread: integer",
                            "unreadMentions: integer",
                            "firstMention?: integer",
                            "received: integer",
                            "read: integer",
                            "visibleFrom: integer",
                            "members: integer",
                            "role: owner|admin|member|reader",
                            "history: all|joined",
                            "expiresInS?: integer",
                            "join?: invite|request|open",
                            "slowS?: integer",
                            "permissions?: Permissions",
                            "muted: boolean",
                            "pinned: boolean",
                            "archived: boolean",
                            "request?: boolean",
                            "draft?: Draft",
                            "left?: boolean",
                            "updatedAt: time",
                            "receipts: Receipt[]"),
                    Schema.of(
                            "Preferences",
                            "What a user chose for one conversation.",
                            "muted: boolean",
                            "pinned: boolean",
                            "archived: boolean"),
                    Schema.of(
                            "Member",
                            "That someone belongs.",
                            "user: User",
                            "role: owner|admin|member|reader"),
                    Schema.of("Added", "Those who were added.", "items: Member[]"),
                    Schema.of(
                            "Permissions",
                            "The lowest role for each thing that owners decide about.",
                            "send?: owner|admin|member|reader",
                            "react?: owner|admin|member|reader",
                            "invite?: owner|admin|member|reader",
                            "pin?: owner|admin|member|reader",
                            "change?: owner|admin|member|reader",
                            "remove?: owner|admin|member|reader",
                            "mentionAll?: owner|admin|member|reader"),
                    Schema.of(
                            "Ban",
                            "That someone can't become a member.",
                            "user: User",
                            "by",
                            "at: time",
                            "until?: time",
                            "reason?"),
                    Schema.of(
                            "JoinRequest",
                            "That someone asks to be let in.",
                            "user: User",
                            "at: time"),
                    Schema.of(
                            "Invitation",
                            "A code by which people become members.",
                            "code",
                            "by",
                            "at: time",
                            "expiresAt?: time",
                            "uses?: integer",
                            "used: integer"),
                    Schema.of(
                            "InvitationPreview",
                            "What an invitation leads to.",
                            "kind: group|channel",
                            "title",
                            "description?",
                            "members: integer"));

    private static final List<Schema> SEARCH =
            List.of(
                    Schema.of(
                            "SearchResult",
                            "What a search found; people and conversations come with its first page.",
                            "items: Match[]",
                            "people: User[]",
                            "conversations: Conversation[]",
                            "next: string|null",
                            "users: User[]"),
                    Schema.of(
                            "Match",
                            "A message that was found, and where the words are in its text.",
                            "message: Message",
                            "asOf: integer",
                            "highlights: Highlight[]"),
                    Schema.of(
                            "Highlight",
                            "A part of a text, in UTF-16 code units; `end` is the first that doesn't belong to it.",
                            "start: integer",
                            "end: integer"));

    private static final List<Schema> REST =
            List.of(
                    Schema.of(
                            "Welcome",
                            "The reply to `hello`; `session` is the `{id}` of the other routes.",
                            "type: =ok",
                            "re",
                            "user: User",
                            "device",
                            "session",
                            "account: AccountPlace",
                            "epoch",
                            "heartbeatMs: integer",
                            "time: time",
                            "features: string[]",
                            "limits: Limits",
                            "guest?: GuestTokens"),
                    Schema.of(
                            "AccountPlace",
                            "Where the account conversation stands.",
                            "id",
                            "rev: integer"),
                    Schema.of(
                            "Limits",
                            "What the server takes.",
                            "frameBytes: integer",
                            "textLength: integer",
                            "bufferBytes: integer",
                            "receiptMembers: integer"),
                    Schema.of(
                            "GuestTokens",
                            "With what a guest comes back.",
                            "token",
                            "refreshToken",
                            "expiresAt: time"),
                    Schema.of("GuestName", "What a guest is called.", "name"),
                    Schema.of(
                            "Server",
                            "Who may come in here.",
                            "registration: open|invite|closed",
                            "guests: boolean",
                            "linksAdmit: boolean"),
                    Schema.of("Health", "How this node is.", "status: live|ready"),
                    Schema.of(
                            PROBLEM,
                            "Why something isn't done (RFC 9457); `code` is stable.",
                            "type",
                            "title",
                            "status: integer",
                            "code",
                            "detail",
                            "field?",
                            "trace?",
                            "errors?: Violation[]"),
                    Schema.of(
                            "Violation",
                            "One thing wrong with a request.",
                            "field",
                            "rule",
                            "message"));

    /// Every schema, those that belong together side by side.
    public static final List<Schema> ALL =
            List.of(
                            PeopleSchemas.PEOPLE,
                            PeopleSchemas.ACCOUNTS,
                            CONVERSATIONS,
                            MessageSchemas.ALL,
                            SEARCH,
                            REST)
                    .stream()
                    .flatMap(List::stream)
                    .toList();

    private static final Map<String, Schema> BY_NAME =
            ALL.stream().collect(Collectors.toMap(Schema::name, Function.identity()));

    private Schemas() {}

    /// @throws IllegalArgumentException if there is none of that name
    static Schema named(String name) {
        var schema = BY_NAME.get(name);
        if (schema == null) {
            throw new IllegalArgumentException("there is no schema '" + name + "'");
        }
        return schema;
    }
}
