package parley.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.HeadCache;
import parley.core.log.CommittedBatch;
import parley.core.log.LaneWriter;
import parley.core.log.MessageLog;
import parley.core.message.Fingerprints;
import parley.core.message.MessageDraft;
import parley.core.message.SendOutcome;
import parley.core.receipt.MarkBook;
import parley.store.Database;

/// The log on a SQLite database in a folder of its own, which goes when it is closed. The folder is
/// where `java.io.tmpdir` says: what a commit costs is mostly what that disk's sync costs.
///
/// The writer is the server's, but it runs on the thread of whoever calls [#write], so that what is
/// given together is one batch and nothing else is measured. Not thread-safe.
final class ScratchLog implements AutoCloseable {
    private static final int HEADS = 200_000;

    final Database database;
    private final Path folder;
    private final boolean goes;
    private final HeadCache heads;
    private final MarkBook marks = new MarkBook();

    ScratchLog() {
        this(folder(null), true);
    }

    /// A log that stays when it is closed.
    ScratchLog(Path folder) {
        this(folder(folder), false);
    }

    private ScratchLog(Path folder, boolean goes) {
        this.folder = folder;
        this.goes = goes;
        database = Database.open("sqlite:" + file(), Clock.systemUTC());
        heads = new HeadCache(database.conversations(), HEADS);
    }

    private static Path folder(@Nullable Path wanted) {
        try {
            return wanted == null
                    ? Files.createTempDirectory("parley-micro")
                    : Files.createDirectories(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a database", e);
        }
    }

    /// The database's main file.
    Path file() {
        return folder.resolve("parley.db");
    }

    private LaneWriter writer(Consumer<CommittedBatch> told) {
        return new LaneWriter(
                database.log(),
                new LaneWriter.Parts(
                        heads,
                        marks,
                        new Fingerprints(new byte[32]),
                        (one, other) -> false,
                        told::accept,
                        (entries, took) -> {}));
    }

    /// Appends these as one batch, of up to 1,000.
    void write(List<MessageDraft> drafts, Consumer<CommittedBatch> told) {
        var writer = writer(told);
        var outcomes = drafts.stream().map(writer::append).toList();
        writer.close();
        writer.run();
        for (var outcome : outcomes) {
            if (!(outcome.resultNow() instanceof SendOutcome.Stored)) {
                throw new IllegalStateException("not stored: " + outcome.resultNow());
            }
        }
    }

    /// Has changes made by use cases, which wait for their commit, with the writer on a thread
    /// beside.
    void change(Consumer<MessageLog> changes) {
        var writer = writer(batch -> {});
        var thread = Thread.ofPlatform().name("log-writer").start(writer::run);
        try {
            changes.accept(writer);
        } finally {
            writer.close();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        database.close();
        if (!goes) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be deleted", e);
        }
    }
}
