package parley.search;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/// How much a message is about a word that stands in it as typed: [#AS_TYPED], and up to 1 more the
/// less else it says and the oftener it says that. How common the word is in what *others* write
/// has no part in it: scores would tell whoever compares them that a word is used somewhere on this
/// server. So a message's score is the same in every index and at all times, and pages of one
/// search fit together while new messages come.
final class MessageSimilarity extends Similarity {
    static final float AS_TYPED = 50;

    private final BM25Similarity within = new WithinMessage();

    /// BM25 without what it knows of other messages.
    private static final class WithinMessage extends BM25Similarity {
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

    @Override
    public SimScorer scorer(float boost, CollectionStatistics texts, TermStatistics... terms) {
        // a phrase is one word here, however many it has
        var inner = within.scorer(boost / terms.length, texts, terms);
        return new SimScorer() {
            @Override
            public float score(float often, long norm) {
                return AS_TYPED + inner.score(often, norm);
            }
        };
    }
}
