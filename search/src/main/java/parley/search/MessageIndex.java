package parley.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.log.Message;
import parley.core.log.Positions;

/// One Lucene index on disk, and how much of the log is in it. Written by one thread; asked by any,
/// through [#acquire] and [#release].
final class MessageIndex implements AutoCloseable {
    /// Segments don't grow beyond this: erasing writes the whole segment anew that something was
    /// erased from.
    private static final double SEGMENT_MB = 256;

    /// A purge may take this part of the time: it rests for so many times as long as it took.
    private static final int PURGE_REST = 20;

    private static final Duration PURGE_AFTER = Duration.ofSeconds(20);

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private IndexProgress progress;
    private @Nullable Positions mayHold;
    private boolean changed;
    private int unshown;
    private boolean uncommitted;
    private boolean erased;
    private boolean purging;
    private long purgeFrom = System.nanoTime();

    private MessageIndex(Path path, Directory directory, IndexWriter writer, IndexProgress progress)
            throws IOException {
        this.path = path;
        this.directory = directory;
        this.writer = writer;
        this.progress = progress;
        searchers = new SearcherManager(writer, true, true, null);
    }

    /// How far the index that lies there got; empty if there is none, or none of this epoch.
    ///
    /// @throws IOException if it is damaged
    static Optional<IndexProgress> look(Path path, String epoch) throws IOException {
        try (var directory = FSDirectory.open(path)) {
            if (!DirectoryReader.indexExists(directory)) {
                return Optional.empty();
            }
            var written = SegmentInfos.readLatestCommit(directory).getUserData();
            var progress = IndexProgress.read(written, epoch);
            if (progress.isPresent()) {
                requireWhole(directory);
            }
            return progress;
        }
    }

    private static void requireWhole(Directory directory) throws IOException {
        try (var reader = DirectoryReader.open(directory)) {
            for (var leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
        }
    }

    /// Opens what lies there, or makes it.
    ///
    /// @param bufferMb memory for what isn't written yet
    /// @throws IOException if it can't be opened: another process has it, or it is damaged
    static MessageIndex open(
            Path path, int bufferMb, MessageAnalyzer analyzer, IndexProgress progress)
            throws IOException {
        var directory = FSDirectory.open(path);
        try {
            var writer = new IndexWriter(directory, config(bufferMb, analyzer));
            return new MessageIndex(path, directory, writer, progress);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static IndexWriterConfig config(int bufferMb, MessageAnalyzer analyzer) {
        var merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(6, 1); // one core at most beside the messenger
        return new IndexWriterConfig(analyzer)
                .setSimilarity(new MessageSimilarity())
                .setRAMBufferSizeMB(bufferMb)
                .setCommitOnClose(false)
                .setMergeScheduler(merges)
                .setMergePolicy(
                        new TieredMergePolicy()
                                .setMaxMergedSegmentMB(SEGMENT_MB)
                                .setForceMergeDeletesPctAllowed(0));
    }

    Path path() {
        return path;
    }

    IndexProgress progress() {
        return progress;
    }

    /// Up to where messages of the log may be here, although it isn't followed as far; null while
    /// that isn't known.
    @Nullable Positions mayHold() {
        return mayHold;
    }

    void mayHold(Positions upTo) {
        mayHold = upTo;
    }

    /// Has this message, of which nothing is here yet; looking for what was before is half the
    /// work.
    ///
    /// @param pair who talks there, if two people do
    void add(Message message, @Nullable Pair pair) throws IOException {
        changed = true;
        unshown++;
        writer.addDocument(IndexFields.document(message, pair));
    }

    /// Has this message as it is now, in place of what was before.
    ///
    /// @param pair who talks there, if two people do
    void put(Message message, @Nullable Pair pair) throws IOException {
        changed = true;
        unshown++;
        writer.updateDocument(
                IndexFields.id(message.conversation(), message.seq()),
                IndexFields.document(message, pair));
    }

    /// Forgets messages for good.
    void erase(ConversationId conversation, Collection<Long> seqs) throws IOException {
        changed = true;
        erased = true;
        writer.deleteDocuments(
                seqs.stream().map(seq -> IndexFields.id(conversation, seq)).toArray(Term[]::new));
    }

    /// Forgets all messages of a conversation for good.
    void erase(ConversationId conversation) throws IOException {
        changed = true;
        erased = true;
        writer.deleteDocuments(new Term(IndexFields.CONVERSATION, IndexFields.word(conversation)));
    }

    /// What a message said before is to be gone for good.
    void rewritten() {
        erased = true;
    }

    /// Forgets the messages whose time is over.
    void eraseExpired(Instant now) throws IOException {
        var due = LongPoint.newRangeQuery(IndexFields.EXPIRES, 0, now.toEpochMilli());
        var searcher = searchers.acquire();
        try {
            if (searcher.count(due) == 0) {
                return;
            }
        } finally {
            searchers.release(searcher);
        }
        writer.deleteDocuments(due);
        changed = true;
        erased = true;
    }

    void covers(Positions upTo) {
        if (!upTo.equals(progress.covered())) {
            progress = progress.covering(upTo);
            uncommitted = true;
        }
    }

    void progressed(IndexProgress next) {
        progress = next;
        uncommitted = true;
    }

    /// Messages that were put since the last [#refresh].
    int unshown() {
        return unshown;
    }

    /// Lets what was put be found.
    void refresh() throws IOException {
        unshown = 0;
        if (changed) {
            changed = false;
            uncommitted = true;
            searchers.maybeRefreshBlocking();
        }
    }

    /// Writes all of it to the disk, with how far it goes.
    void commit() throws IOException {
        if (uncommitted || changed) {
            uncommitted = false;
            writer.setLiveCommitData(progress.written().entrySet());
            writer.commit();
        }
    }

    /// Writes anew what erased words lie in, so that the files don't have them any more: begun
    /// within half a minute of an erasure, or later where that would take more than a twentieth of
    /// the time. The writing is done on a merging thread; the commit after it lets the old files
    /// go.
    void purge() throws IOException {
        if (purging) {
            endPurge();
        } else if (erased && System.nanoTime() - purgeFrom >= 0) {
            erased = false;
            purging = true;
            purgeFrom = System.nanoTime();
            writer.forceMergeDeletes(false);
        }
    }

    private void endPurge() throws IOException {
        if (writer.hasPendingMerges() || !writer.getMergingSegments().isEmpty()) {
            return;
        }
        purging = false;
        long took = System.nanoTime() - purgeFrom;
        purgeFrom = System.nanoTime() + Math.max(PURGE_AFTER.toNanos(), PURGE_REST * took);
        searchers.maybeRefreshBlocking();
        uncommitted = true;
        commit();
    }

    IndexSearcher acquire() throws IOException {
        return searchers.acquire();
    }

    void release(IndexSearcher searcher) throws IOException {
        searchers.release(searcher);
    }

    /// Messages in it.
    int documents() {
        return writer.getDocStats().numDocs;
    }

    /// Closes it as it was committed last.
    @Override
    public void close() throws IOException {
        searchers.close();
        writer.rollback(); // ends merges too; what is committed stays
        directory.close();
    }
}
