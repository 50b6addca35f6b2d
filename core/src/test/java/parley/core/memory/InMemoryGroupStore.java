package parley.core.memory;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Ban;
import parley.core.conversation.GroupStore;
import parley.core.conversation.Invitation;
import parley.core.conversation.JoinRequest;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Reads what groups keep beside their members, in memory.
final class InMemoryGroupStore implements GroupStore {
    private final Tables tables;

    InMemoryGroupStore(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Ban> ban(ConversationId conversation, UserId user) {
        return tables.locked(() ->
                tables.bans
                        .all()
                        .filter(ban ->
                                ban.conversation().equals(conversation) && ban.user().equals(user))
                        .findFirst());
    }

    @Override
    public List<Ban> bans(ConversationId conversation, @Nullable UserId after, int max) {
        return tables.locked(() ->
                tables.bans
                        .all()
                        .filter(ban -> ban.conversation().equals(conversation))
                        .filter(ban -> after == null || ban.user().compareTo(after) > 0)
                        .limit(max)
                        .toList());
    }

    @Override
    public List<JoinRequest> requests(
            ConversationId conversation, @Nullable UserId after, int max) {
        return tables.locked(() ->
                tables.requests
                        .all()
                        .filter(request -> request.conversation().equals(conversation))
                        .filter(request -> after == null || request.user().compareTo(after) > 0)
                        .limit(max)
                        .toList());
    }

    @Override
    public List<ConversationId> requestsOf(UserId user) {
        return tables.locked(() ->
                tables.requests
                        .all()
                        .filter(request -> request.user().equals(user))
                        .map(JoinRequest::conversation)
                        .toList());
    }

    @Override
    public List<Invitation> invitations(ConversationId conversation, int max) {
        return tables.locked(() ->
                tables.invitations
                        .all()
                        .filter(one -> one.conversation().equals(conversation))
                        .sorted(comparing(Invitation::at).reversed())
                        .limit(max)
                        .toList());
    }

    @Override
    public Optional<Invitation> invitation(String code) {
        return tables.locked(() -> tables.invitations.find(code));
    }
}
