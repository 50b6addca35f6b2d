package parley.search;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;

/// How much a message is about a word: more if it says little else, or says it often. How common
/// the word is in what *others* write has no part in it: scores would tell whoever compares them
/// that a word is used somewhere on this server. So a message's score is the same in every index
/// and at all times, and pages of one search fit together while new messages come.
final class MessageSimilarity extends BM25Similarity {
    /// Words of a common message.
    private static final float LENGTH = 12;

    @Override
    protected float idf(long documents, long all) {
        return 1;
    }

    @Override
    protected float avgFieldLength(CollectionStatistics statistics) {
        return LENGTH;
    }
}
