package parley.core.log;

/// Hears each batch that was committed, in the order of the log, on the writer's thread: it must
/// hand on quickly. It is called before any outcome of the batch is told.
@FunctionalInterface
public interface BatchListener {
    void committed(CommittedBatch batch);
}
