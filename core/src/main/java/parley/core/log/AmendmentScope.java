package parley.core.log;

import java.time.Instant;
import java.util.Optional;
import parley.core.conversation.GroupRows;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// What an amendment may read and write: conversations by their heads, changes by appending, and
/// the other rows.
public interface AmendmentScope {
    /// The time of this batch.
    Instant now();

    /// This batch.
    Position position();

    Optional<Head> head(ConversationId conversation);

    /// The conversation of two people, if they have one.
    Optional<Head> direct(Pair pair);

    /// Makes a conversation without members.
    Head create(Kind kind, Head.Settings settings);

    /// Makes the conversation of two people, with both as members; they must have none.
    Head createDirect(Pair pair);

    /// Makes the conversation that a user's own affairs are told in.
    Head createAccount(UserId user);

    /// Appends a change with the next rev. A member change also moves the head's memberRev and its
    /// number of members; the membership row itself is written by the caller. One that only passes
    /// ([ChangeBody#isPassing]) gets the last rev, and is told without being stored.
    Change append(ConversationId conversation, UserId from, ChangeBody body);

    /// Puts changed settings into a head.
    void put(ConversationId conversation, Head.Settings settings);

    /// Makes drafts that were decided before this batch be decided again.
    void outdate(ConversationId conversation);

    /// Messages up to this seq can't be counted by subtraction any more: one of them is gone, or
    /// hidden from someone.
    void markOdd(ConversationId conversation, long seq);

    /// The messages that are there.
    StoredMessages messages();

    /// Everything that isn't a conversation's log.
    StateRows rows();

    /// What groups and channels keep beside their members.
    GroupRows groups();
}
