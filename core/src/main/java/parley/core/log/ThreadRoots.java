package parley.core.log;

import java.util.List;
import parley.core.id.ConversationId;
import parley.core.log.LogTransaction.NewMessage;

/// Says which messages can't begin a thread, since they are in one. Read from the log and not kept
/// in memory: few messages are replies in a thread.
final class ThreadRoots {
    private ThreadRoots() {}

    /// @param unwritten messages of the same batch that have no row yet
    static boolean isInThread(
            LogTransaction tx, List<NewMessage> unwritten, ConversationId id, long seq) {
        for (var one : unwritten) {
            var message = one.message();
            if (message.conversation().equals(id) && message.seq() == seq) {
                return message.content().details().thread() > 0;
            }
        }
        return tx.messages()
                .find(id, seq)
                .filter(root -> root.content().details().thread() > 0)
                .isPresent();
    }
}
