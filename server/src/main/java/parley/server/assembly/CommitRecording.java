package parley.server.assembly;

import java.util.function.Function;
import parley.core.log.BatchListener;
import parley.core.log.CommittedBatch;
import parley.core.log.LogStore;
import parley.core.log.LogTransaction;

/// Makes a [CommitEvent] of each batch. It stands between the writer and the database, where a
/// commit's time is known, and between the writer and its listener, where it is known what the
/// batch held. The writer's thread alone writes and tells; what fails to be written is not told,
/// and makes no event.
final class CommitRecording implements LogStore, BatchListener {
    private final LogStore store;
    private final BatchListener listener;
    private CommitEvent last = new CommitEvent();

    CommitRecording(LogStore store, BatchListener listener) {
        this.store = store;
        this.listener = listener;
    }

    @Override
    public <T> T write(Function<LogTransaction, T> batch) {
        var event = CommitEvent.begun();
        var written = store.write(batch);
        event.end();
        last = event;
        return written;
    }

    @Override
    public long nextConversation() {
        return store.nextConversation();
    }

    @Override
    public void committed(CommittedBatch batch) {
        last.committed(batch);
        listener.committed(batch);
    }
}
