package parley.core.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import parley.core.Blocking;
import parley.core.RefusalCode;
import parley.core.conversation.HeadCache;
import parley.core.id.UserId;
import parley.core.log.LogStore.CommitUnknown;
import parley.core.log.LogStore.StoreUnavailable;
import parley.core.log.Pending.PendingAmendment;
import parley.core.log.Pending.PendingFlush;
import parley.core.log.Pending.PendingMessage;
import parley.core.message.Fingerprints;
import parley.core.message.MessageDraft;
import parley.core.message.SendOutcome;
import parley.core.receipt.MarkBook;
import parley.core.receipt.Marks;

/// The one writer of this node's lane. It takes all that waits, puts it into one transaction,
/// commits, and then tells: first the listener (whose fan-out carries the `ok`s in order), then
/// whoever waits for an outcome.
///
/// - Order: entries of one conversation get revs in the order in which they were handed in.
/// - A batch that fails for another reason than its connection is repeated in halves until the
///   entry to blame stands alone and is refused; one poisonous text stops nobody else.
/// - A crash before the commit loses entries that nobody was told of; after it, none.
///
/// [#run] is the only thread that writes; every other method may be called from any thread.
public final class LaneWriter implements MessageLog {
    /// Marks wait no longer than this for a batch to ride in.
    private static final long MARKS_WAIT_MS = 1_000;

    private final System.Logger log = System.getLogger(LaneWriter.class.getName());
    private final LogStore store;
    private final HeadCache heads;
    private final MarkBook marks;
    private final Fingerprints prints;
    private final BiPredicate<UserId, UserId> blocked;
    private final BatchListener listener;
    private final CommitMeter meter;
    private final Sequel sequel;
    private final CommitQueue queue = new CommitQueue();

    /// What is told of each commit.
    @FunctionalInterface
    public interface CommitMeter {
        void committed(int entries, Duration took);
    }

    /// What the writer works with, beside the store.
    ///
    /// @param blocked whether one of two people blocks the other; answered from memory
    /// @param sequel what else is written with a message
    public record Parts(
            HeadCache heads,
            MarkBook marks,
            Fingerprints prints,
            BiPredicate<UserId, UserId> blocked,
            BatchListener listener,
            CommitMeter meter,
            Sequel sequel) {
        /// Where nothing else is written with messages.
        public Parts(
                HeadCache heads,
                MarkBook marks,
                Fingerprints prints,
                BiPredicate<UserId, UserId> blocked,
                BatchListener listener,
                CommitMeter meter) {
            this(heads, marks, prints, blocked, listener, meter, Sequel.NONE);
        }
    }

    public LaneWriter(LogStore store, Parts parts) {
        this.store = store;
        heads = parts.heads();
        marks = parts.marks();
        prints = parts.prints();
        blocked = parts.blocked();
        listener = parts.listener();
        meter = parts.meter();
        sequel = parts.sequel();
    }

    @Override
    public CompletableFuture<SendOutcome> append(MessageDraft draft) {
        var pending =
                new PendingMessage(draft, prints.of(draft.content()), new CompletableFuture<>());
        offer(pending);
        return pending.outcome();
    }

    @Override
    public <T> T amend(@Nullable Origin origin, Amendment<T> rule) {
        Blocking.begins();
        var pending = new PendingAmendment<>(rule, origin);
        offer(pending);
        try {
            return pending.outcome().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public CompletableFuture<Void> flushMarks() {
        if (marks.isAllStored()) {
            return CompletableFuture.completedFuture(null);
        }
        var pending = new PendingFlush(new CompletableFuture<>());
        offer(pending);
        return pending.outcome();
    }

    private void offer(Pending pending) {
        if (!queue.offer(pending)) {
            pending.fail(RefusalCode.UNAVAILABLE, "The server has too much to write; try again.");
        }
    }

    /// Entries that wait for a batch.
    public int waiting() {
        return queue.size();
    }

    /// Writes until [#close] was called and nothing waits.
    public void run() {
        try {
            while (!queue.isClosedAndEmpty()) {
                var batch = queue.take(MARKS_WAIT_MS);
                if (!batch.isEmpty() || marks.size() > 0) {
                    write(batch, marks.take());
                }
            }
            if (marks.size() > 0) {
                write(List.of(), marks.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes nothing more; [#run] ends when what waits is written.
    public void close() {
        queue.close();
    }

    private void write(List<Pending> entries, Map<MarkBook.Of, Marks> given) {
        write(new Todo(entries, given, 1));
        marks.stored();
        entries.forEach(entry -> {
            if (entry instanceof PendingFlush flush) {
                flush.outcome().complete(null); // unless it failed before
            }
        });
    }

    private void write(Todo todo) {
        try {
            var left = commitWhatIsFree(todo);
            if (!left.isEmpty()) {
                write(left);
            }
        } catch (StoreUnavailable e) {
            marks.putBack(todo.marks());
            fail(
                    todo,
                    RefusalCode.UNAVAILABLE,
                    "The database can't be reached; nothing was stored.");
        } catch (CommitUnknown e) {
            marks.putBack(todo.marks());
            fail(
                    todo,
                    RefusalCode.UNKNOWN,
                    "It isn't known whether this was stored; repeat it with its key.");
        } catch (RuntimeException | Error e) { // the one writer outlives whatever one entry does
            repeatInHalves(todo, e);
        }
    }

    private void repeatInHalves(Todo todo, Throwable why) {
        var entries = todo.entries();
        if (!todo.marks().isEmpty() && !entries.isEmpty()) {
            write(new Todo(List.of(), todo.marks(), todo.attempt()));
            write(new Todo(entries, Map.of(), todo.attempt()));
        } else if (entries.size() > 1) {
            int half = entries.size() / 2;
            write(new Todo(entries.subList(0, half), Map.of(), todo.attempt()));
            write(new Todo(entries.subList(half, entries.size()), Map.of(), todo.attempt()));
        } else {
            // marks that can't be stored are dropped; their clients give them again
            fail(todo, RefusalCode.BAD_REQUEST, "This can't be stored.");
            log.log(System.Logger.Level.WARNING, "an entry can't be stored", why);
        }
    }

    private static void fail(Todo todo, RefusalCode code, String message) {
        todo.entries().forEach(entry -> entry.fail(code, message));
    }

    /// What is to be written. What another node's batch holds is left for the next attempt; after
    /// two of them it is waited for.
    private record Todo(List<Pending> entries, Map<MarkBook.Of, Marks> marks, int attempt) {
        boolean waits() {
            return attempt > 2;
        }

        boolean isEmpty() {
            return entries.isEmpty() && marks.isEmpty();
        }
    }

    private Todo commitWhatIsFree(Todo todo) {
        long start = System.nanoTime();
        BatchWriting done;
        try {
            done =
                    store.write(tx -> {
                        var writing =
                                new BatchWriting(tx, store::nextConversation, blocked, sequel);
                        writing.write(todo.entries(), todo.marks(), todo.waits());
                        return writing;
                    });
        } catch (BatchWriting.PairTaken e) {
            return todo; // another node made the same conversation first; now it is found
        }
        var written = done;
        var took = Duration.ofNanos(System.nanoTime() - start);
        step(() -> meter.committed(written.committed().size(), took));
        tell(written);
        return new Todo(written.skipped(), written.skippedMarks(), todo.attempt() + 1);
    }

    private void tell(BatchWriting written) {
        step(() -> written.heads().forEach(head -> heads.put(head)));
        step(() ->
                written.senderMarks()
                        .forEach((of, mark) -> marks.note(of.conversation(), of.user(), mark)));
        if (written.touchesConversations()) {
            step(() -> tellListener(written));
        }
        written.outcomes().forEach(outcome -> step(outcome));
    }

    // It stands, so whatever fails must neither have it written again nor keep the rest from being
    // told.
    private void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            log.log(System.Logger.Level.ERROR, "what is committed can't be told", e);
        }
    }

    // A batch that wrote nothing is rolled back and its position used again, so a cursor that
    // covered
    // it would cover what comes there next. One that wrote no conversation tells nobody anything.
    private void tellListener(BatchWriting written) {
        listener.committed(new CommittedBatch(written.position(), written.committed()));
    }
}
