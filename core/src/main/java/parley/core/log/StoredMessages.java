package parley.core.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.message.MessageState;
import parley.core.message.Opinion;
import parley.core.message.SeqRange;

/// The messages of the log as one batch sees them, and what later changes make of them. A message
/// as it was sent stays as it is until it is erased; its present state lies beside it.
public interface StoredMessages {
    Optional<Message> find(ConversationId conversation, long seq);

    /// Those with these seqs that are there, ascending.
    List<Message> within(ConversationId conversation, SeqRange range);

    /// Those of a range that this user sent and whose content isn't erased, the first `max`,
    /// ascending.
    List<Message> sentBy(UserId user, ConversationId conversation, SeqRange range, int max);

    void put(ConversationId conversation, long seq, MessageState state);

    /// Replaces what was sent, so that it can't be read any more; for edits of which no history is
    /// kept.
    void rewrite(ConversationId conversation, long seq, MessageState.Edited as);

    /// Erases content: of the message, of its edits, what people gave it and whom it named. What
    /// stays is its place, its sender and its key.
    void erase(ConversationId conversation, Collection<Long> seqs, MessageState.Gone gone);

    /// The edits of a message, the first one first.
    List<Change> edits(ConversationId conversation, long seq);

    /// Forgets what edits before this one said: they are told as revs with nothing in them.
    void forgetEdits(ConversationId conversation, long seq, long beforeRev);

    /// Forgets what one change said that isn't about a message: it is told as a rev with nothing in
    /// it.
    void forgetChange(ConversationId conversation, long rev);

    /// The change that this user called so, if there is one.
    Optional<KeptEdit> keyedEdit(ConversationId conversation, UserId user, String key);

    void keep(ConversationId conversation, UserId user, String key, KeptEdit edit);

    Opinion opinion(ConversationId conversation, long seq, UserId user);

    void put(ConversationId conversation, long seq, UserId user, Opinion opinion);

    /// Whether it is in the list of pinned messages.
    void pin(ConversationId conversation, long seq, boolean on, Instant at);

    /// What this user hid from themself.
    List<SeqRange> hidden(ConversationId conversation, UserId user);

    /// Hides these from one user.
    void hide(ConversationId conversation, UserId user, Collection<SeqRange> ranges);

    /// Messages whose time is over and whose content is still there, at most `max`.
    List<Message> expired(Instant now, int max);

    /// An edit that has a key.
    ///
    /// @param print the fingerprint of what it said
    record KeptEdit(long rev, Instant at, long print) {}
}
