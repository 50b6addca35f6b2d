package parley.core.log;

import java.util.function.Function;

/// The database as the one writer sees it.
public interface LogStore {
    /// Runs one batch in one transaction and commits it. Called by one thread at a time.
    ///
    /// @throws CommitUnknown if the connection was lost in the commit and it can't be found out
    ///   whether it stands
    /// @throws StoreUnavailable if there is no database now; nothing was written
    <T> T write(Function<LogTransaction, T> batch);

    /// The number for a new conversation, never given twice. May leave gaps.
    long nextConversation();

    /// The commit may or may not stand.
    final class CommitUnknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        public CommitUnknown(Throwable cause) {
            super("the connection was lost in a commit", cause);
        }
    }

    /// The database can't be reached or written now.
    final class StoreUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public StoreUnavailable(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
