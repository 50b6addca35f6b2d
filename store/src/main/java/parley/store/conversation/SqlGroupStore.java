package parley.store.conversation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Ban;
import parley.core.conversation.GroupStore;
import parley.core.conversation.Invitation;
import parley.core.conversation.JoinRequest;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.store.sql.Engine;
import parley.store.sql.Parameters;
import parley.store.sql.Session;

/// Reads what a group or channel keeps beside its members.
public final class SqlGroupStore implements GroupStore {
    private final Engine engine;

    public SqlGroupStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Ban> ban(ConversationId conversation, UserId user) {
        return engine.read(session -> SqlGroupRows.ban(session, conversation, user));
    }

    @Override
    public List<Ban> bans(ConversationId conversation, @Nullable UserId after, int max) {
        return engine.read(session ->
                session.list(
                        SqlGroupRows.BAN + following(after),
                        page(conversation, after, max),
                        row -> SqlGroupRows.ban(row, conversation)));
    }

    // A user's place in a list is the number by which users are sorted.
    private static String following(@Nullable UserId after) {
        return (after == null ? "" : " AND \"user\" > ?") + " ORDER BY \"user\" LIMIT ?";
    }

    private static Session.Binder page(
            ConversationId conversation, @Nullable UserId after, int max) {
        return (Parameters p) -> {
            p.add(conversation);
            if (after != null) {
                p.add(after);
            }
            p.add(max);
        };
    }

    @Override
    public List<JoinRequest> requests(
            ConversationId conversation, @Nullable UserId after, int max) {
        return engine.read(session ->
                session.list(
                        "SELECT \"user\", at FROM join_request WHERE conversation = ?"
                                + following(after),
                        page(conversation, after, max),
                        row -> new JoinRequest(conversation, row.user(), row.time())));
    }

    @Override
    public List<ConversationId> requestsOf(UserId user) {
        return engine.read(session ->
                session.list(
                        "SELECT conversation FROM join_request WHERE \"user\" = ?",
                        p -> p.add(user),
                        row -> row.conversation()));
    }

    @Override
    public List<Invitation> invitations(ConversationId conversation, int max) {
        return engine.read(session ->
                session.list(
                        SqlGroupRows.INVITATION
                                + " WHERE conversation = ? ORDER BY at DESC, code LIMIT ?",
                        p -> p.add(conversation).add(max),
                        SqlGroupRows::invitation));
    }

    @Override
    public Optional<Invitation> invitation(String code) {
        return engine.read(session ->
                session.first(
                        SqlGroupRows.INVITATION + " WHERE code = ?",
                        p -> p.add(code),
                        SqlGroupRows::invitation));
    }
}
