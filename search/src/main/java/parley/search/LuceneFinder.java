package parley.search;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.Blocking;
import parley.core.id.ConversationId;
import parley.core.search.MessageFinder;
import parley.core.search.MessageSearch;
import parley.core.search.SearchQuery.Word;

/// Asks the index that answers now. A search computes, so it runs on one of a few threads of its
/// own and not on a virtual thread's carrier, which others would miss.
///
/// Bounds: as many threads as half the processors; [#WAITING_MAX] that wait; [#PATIENCE] for each.
/// Beyond any of them `unavailable`.
final class LuceneFinder implements MessageFinder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneFinder.class);
    private static final int WAITING_MAX = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Sort BEST_FIRST =
            new Sort(
                    SortField.FIELD_SCORE,
                    new SortField(IndexFields.AT, SortField.Type.LONG, true),
                    new SortField(IndexFields.TIE, SortField.Type.INT, true));

    private final MessageAnalyzer analyzer;
    private final Runnable damaged;
    private final Runnable catchUp;
    private final ThreadPoolExecutor threads;
    private volatile CompletableFuture<MessageIndex> index = new CompletableFuture<>();
    private volatile Consumer<Duration> meter = took -> {};

    /// @param damaged told when the index turns out not to be readable
    /// @param catchUp waits a blink for what was committed by now
    LuceneFinder(MessageAnalyzer analyzer, Runnable damaged, Runnable catchUp) {
        this.analyzer = analyzer;
        this.damaged = damaged;
        this.catchUp = catchUp;
        int count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING_MAX),
                        Thread.ofPlatform().name("search-", 1).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// From now on this one answers; if it is null, searches wait for the next.
    void ask(@Nullable MessageIndex next) {
        if (next == null) {
            index = new CompletableFuture<>();
        } else if (!index.complete(next)) {
            index = CompletableFuture.completedFuture(next);
        }
    }

    void meter(Consumer<Duration> told) {
        meter = told;
    }

    @Override
    public Found find(Wanted wanted, @Nullable Mark after, int max) {
        Blocking.begins();
        long start = System.nanoTime();
        long deadline = start + PATIENCE.toNanos();
        if (after == null) { // later pages are of what the first one was of
            catchUp.run();
        }
        try {
            var found =
                    CompletableFuture.supplyAsync(() -> ask(wanted, after, max, deadline), threads)
                            .join();
            meter.accept(Duration.ofNanos(System.nanoTime() - start));
            return found;
        } catch (RejectedExecutionException e) {
            throw MessageSearch.unavailable();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Found ask(Wanted wanted, @Nullable Mark after, int max, long deadline) {
        var patterns = Pattern.of(wanted.words(), analyzer);
        if (patterns.isEmpty() && !wanted.words().isEmpty()) {
            return new Found(List.of(), false); // signs alone, which are no words
        }
        try {
            return ask(wanted, patterns, after, max, deadline);
        } catch (AlreadyClosedException e) {
            throw MessageSearch.unavailable(); // it was replaced at this moment
        } catch (CorruptIndexException e) {
            LOG.error("the search index is damaged", e);
            damaged.run();
            throw MessageSearch.unavailable();
        } catch (IOException e) {
            LOG.error("the search index can't be read", e);
            throw MessageSearch.unavailable();
        }
    }

    private Found ask(
            Wanted wanted, List<Pattern> patterns, @Nullable Mark after, int max, long deadline)
            throws IOException {
        var open = open(deadline);
        var shared = open.acquire();
        try {
            var searcher = new IndexSearcher(shared.getIndexReader());
            searcher.setSimilarity(new MessageSimilarity());
            searcher.setQueryCache(null); // each asks for their own conversations
            searcher.setTimeout(() -> System.nanoTime() - deadline > 0);
            var last =
                    after == null
                            ? null
                            : new FieldDoc(
                                    Integer.MAX_VALUE,
                                    Float.NaN,
                                    new Object[] {after.score(), after.atMs(), after.tie()});
            var docs = search(searcher, MessageQueries.of(wanted, patterns, false), last, max);
            boolean slips = patterns.stream().anyMatch(pattern -> pattern.edits() > 0);
            if (slips && docs.length <= max) {
                docs = search(searcher, MessageQueries.of(wanted, patterns, true), last, max);
            }
            return found(searcher, docs, max);
        } finally {
            open.release(shared);
        }
    }

    private static ScoreDoc[] search(
            IndexSearcher searcher, Query query, @Nullable FieldDoc after, int max)
            throws IOException {
        var docs =
                searcher.search(
                        query, new TopFieldCollectorManager(BEST_FIRST, max + 1, after, max + 1));
        if (searcher.timedOut()) {
            throw MessageSearch.unavailable();
        }
        return docs.scoreDocs;
    }

    // one is being opened for a moment after the start
    private MessageIndex open(long deadline) {
        try {
            return index.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw MessageSearch.unavailable();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an index that is opened never fails to be", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MessageSearch.unavailable(); // the server stops
        }
    }

    private static Found found(IndexSearcher searcher, ScoreDoc[] docs, int max)
            throws IOException {
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < Math.min(max, docs.length); i++) {
            hits.add(hit(searcher, (FieldDoc) docs[i]));
        }
        return new Found(hits, docs.length > max);
    }

    private static Hit hit(IndexSearcher searcher, FieldDoc doc) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(doc.doc, leaves));
        var mark = new Mark((float) doc.fields[0], (long) doc.fields[1], (int) doc.fields[2]);
        return new Hit(
                new ConversationId(value(leaf, IndexFields.CONVERSATION, doc)),
                value(leaf, IndexFields.SEQ, doc),
                mark);
    }

    private static long value(LeafReaderContext leaf, String field, ScoreDoc doc)
            throws IOException {
        var numeric = leaf.reader().getNumericDocValues(field);
        if (numeric == null || !numeric.advanceExact(doc.doc - leaf.docBase)) {
            throw new CorruptIndexException("a message without " + field, leaf.toString());
        }
        return numeric.longValue();
    }

    @Override
    public List<Highlight> highlights(List<Word> words, String text) {
        var patterns = Pattern.of(words, analyzer);
        return patterns.isEmpty() ? List.of() : new Highlights(analyzer.tokens(text)).of(patterns);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
