package parley.core.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;

/// A batch that stands, for those who tell others of it.
public record CommittedBatch(Position position, List<Committed> entries) {

    /// One entry of it.
    ///
    /// @param head the conversation's head as it was after this entry
    /// @param origin the connection that waits for its `ok`
    public record Committed(LogEntry entry, Head head, @Nullable Origin origin) {}
}
