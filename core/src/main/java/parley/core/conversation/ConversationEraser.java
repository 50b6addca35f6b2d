package parley.core.conversation;

import java.util.stream.LongStream;
import parley.core.Refusal;
import parley.core.conversation.GroupRows.Ended;
import parley.core.draft.Drafts;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;
import parley.core.message.MessageState.Gone;

/// Erases the messages and drafts of conversations that were deleted, some at a time, so that
/// nobody waits for it. How far it got is kept, so that a crash leaves nothing behind. Thread-safe.
public final class ConversationEraser {
    /// Messages of one change, so that it stays short.
    private static final int AT_ONCE = 200;

    /// Changes of one sweep.
    private static final int STEPS = 50;

    private final MessageLog log;

    public ConversationEraser(MessageLog log) {
        this.log = log;
    }

    /// Erases what one sweep may.
    ///
    /// @throws Refusal `unavailable`; then the next sweep goes on
    public void sweep() {
        for (int step = 0; step < STEPS; step++) {
            if (!log.<Boolean>amend(ConversationEraser::eraseSome)) {
                return;
            }
        }
    }

    /// @return whether there may be more to do
    private static boolean eraseSome(AmendmentScope scope) {
        var next = scope.groups().ended();
        if (next.isEmpty()) {
            return false;
        }
        var ended = next.get();
        var conversation = ended.conversation();
        var drafts = scope.rows().drafts().some(conversation, AT_ONCE);
        if (!drafts.isEmpty()) {
            Drafts.drop(scope, drafts);
            return true;
        }
        long lastSeq = scope.head(conversation).orElseThrow().lastSeq();
        long end = Math.min(lastSeq, ended.nextSeq() + AT_ONCE - 1);
        var seqs = LongStream.rangeClosed(ended.nextSeq(), end).boxed().toList();
        if (!seqs.isEmpty()) {
            scope.messages().erase(conversation, seqs, Gone.deleted(ended.deletedAt()));
        }
        if (end >= lastSeq) {
            scope.groups().removeEnded(conversation);
        } else {
            scope.groups().put(new Ended(conversation, ended.deletedAt(), end + 1));
        }
        return true;
    }
}
