package parley.core.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.core.conversation.Membership.State;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// What a group or channel keeps beside its members, as one batch sees and writes it: who is
/// banned, who asks to be let in, its invitations, and when its members wrote last. Every `put`
/// inserts or replaces by the row's identity.
public interface GroupRows {
    /// Also one that is over.
    Optional<Ban> ban(ConversationId conversation, UserId user);

    int bans(ConversationId conversation);

    void put(Ban ban);

    void removeBan(ConversationId conversation, UserId user);

    Optional<JoinRequest> request(ConversationId conversation, UserId user);

    int requests(ConversationId conversation);

    void put(JoinRequest request);

    void removeRequest(ConversationId conversation, UserId user);

    /// Also one that is no longer good.
    Optional<Invitation> invitation(String code);

    int invitations(ConversationId conversation);

    void put(Invitation invitation);

    void removeInvitation(String code);

    /// Takes away those that nobody can use any more.
    void removeSpentInvitations(ConversationId conversation, Instant now);

    /// Takes bans, requests and invitations of a conversation away.
    void removeAll(ConversationId conversation);

    /// Ends all memberships, with the change of this rev.
    void endAll(ConversationId conversation, State how, long rev);

    /// The owners and admins that belong now, owners first, `max` at most.
    List<Membership> staff(ConversationId conversation, int max);

    /// When this member wrote last, where members have to wait between two messages.
    Optional<Instant> lastSent(ConversationId conversation, UserId user);

    void putLastSent(ConversationId conversation, UserId user, Instant at);

    /// A deleted conversation whose messages are still to be erased, if there is one.
    Optional<Ended> ended();

    void put(Ended ended);

    void removeEnded(ConversationId conversation);

    /// How far a deleted conversation's messages are erased.
    ///
    /// @param deletedAt when it was deleted
    /// @param nextSeq the first one that isn't erased yet
    record Ended(ConversationId conversation, Instant deletedAt, long nextSeq) {}
}
