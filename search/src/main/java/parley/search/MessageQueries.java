package parley.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import parley.core.id.ConversationId;
import parley.core.search.MessageFinder.Conditions;
import parley.core.search.MessageFinder.Reach;
import parley.core.search.MessageFinder.Wanted;

/// Asks the index for what is wanted. All words must be there. A word as it was typed counts for
/// more than one that goes on, and that for more than one with a slip of the finger, so much that
/// every message without a slip comes before all that have one, however new these are. Within
/// these, what is about the word and what is new counts.
final class MessageQueries {
    private static final float GOES_ON = 40;
    private static final float NEARLY = 0.4f;

    /// What a message of now gets for being new; after [#AGE] it is half.
    private static final float NEW = 1.5f;

    private static final Duration AGE = Duration.ofDays(30);

    /// Spellings near a word that are tried.
    private static final int SPELLINGS_MAX = 30;

    /// Groups of which only the later part may be seen that are told apart here; of others the
    /// messages are looked at when they are read.
    private static final int PARTS_MAX = 500;

    private MessageQueries() {}

    /// @param slips whether words with a slip in them are asked for too. The matches without one
    ///   come first then, with the same scores and in the same order as where none are asked for:
    ///   who has enough of these needn't ask for more, which takes many times as long
    static Query of(Wanted wanted, List<Pattern> patterns, boolean slips) {
        var query = new BooleanQuery.Builder();
        patterns.forEach(pattern -> query.add(of(pattern, slips), Occur.MUST));
        if (patterns.isEmpty()) {
            query.add(new ConstantScoreQuery(new MatchAllDocsQuery()), Occur.FILTER);
        }
        query.add(reach(wanted.reach()), Occur.FILTER);
        conditions(wanted.conditions(), query);
        long now = wanted.origin().toEpochMilli();
        query.add(LongPoint.newRangeQuery(IndexFields.EXPIRES, 0, now), Occur.MUST_NOT);
        query.add(
                LongField.newDistanceFeatureQuery(IndexFields.AT, NEW, now, AGE.toMillis()),
                Occur.SHOULD);
        return query.build();
    }

    private static Query of(Pattern pattern, boolean slips) {
        var ways = new ArrayList<Query>();
        ways.add(exact(pattern));
        var term = new Term(IndexFields.TEXT, pattern.tokens().getFirst().term());
        if (pattern.open()) {
            ways.add(scored(new PrefixQuery(term), GOES_ON));
        }
        if (slips && pattern.edits() > 0) {
            var near =
                    new FuzzyQuery(
                            term,
                            pattern.edits(),
                            1,
                            SPELLINGS_MAX,
                            true,
                            new MultiTermQuery.TopTermsBoostOnlyBooleanQueryRewrite(SPELLINGS_MAX));
            ways.add(new BoostQuery(near, NEARLY));
        }
        return ways.size() == 1 ? ways.getFirst() : new DisjunctionMaxQuery(ways, 0);
    }

    private static Query scored(Query query, float score) {
        return new BoostQuery(new ConstantScoreQuery(query), score);
    }

    private static Query exact(Pattern pattern) {
        var tokens = pattern.tokens();
        if (tokens.size() == 1) {
            return new TermQuery(new Term(IndexFields.TEXT, tokens.getFirst().term()));
        }
        var phrase = new PhraseQuery.Builder();
        tokens.forEach(
                token -> phrase.add(new Term(IndexFields.TEXT, token.term()), token.position()));
        return phrase.build();
    }

    private static Query reach(Reach reach) {
        var any = new BooleanQuery.Builder();
        any.add(
                new TermQuery(new Term(IndexFields.PERSON, IndexFields.word(reach.reader()))),
                Occur.SHOULD);
        var whole = new ArrayList<ConversationId>();
        int parts = 0;
        for (Map.Entry<ConversationId, Long> group : reach.groups().entrySet()) {
            if (group.getValue() > 1 && parts < PARTS_MAX) {
                parts++;
                any.add(part(group.getKey(), group.getValue()), Occur.SHOULD);
            } else {
                whole.add(group.getKey());
            }
        }
        if (!whole.isEmpty()) {
            any.add(oneOf(whole), Occur.SHOULD);
        }
        return any.build();
    }

    private static Query part(ConversationId group, long visibleFrom) {
        return new BooleanQuery.Builder()
                .add(
                        new TermQuery(new Term(IndexFields.CONVERSATION, IndexFields.word(group))),
                        Occur.FILTER)
                .add(
                        LongPoint.newRangeQuery(IndexFields.SEQ, visibleFrom, Long.MAX_VALUE),
                        Occur.FILTER)
                .build();
    }

    private static Query oneOf(Collection<ConversationId> conversations) {
        return new TermInSetQuery(
                IndexFields.CONVERSATION,
                conversations.stream().map(id -> new BytesRef(IndexFields.word(id))).toList());
    }

    private static void conditions(Conditions conditions, BooleanQuery.Builder query) {
        if (!conditions.from().isEmpty()) {
            var people =
                    conditions.from().stream()
                            .map(user -> new BytesRef(IndexFields.word(user)))
                            .toList();
            query.add(new TermInSetQuery(IndexFields.FROM, people), Occur.FILTER);
        }
        conditions.in().ifPresent(places -> query.add(oneOf(places), Occur.FILTER));
        conditions.has().forEach(trait -> addTrait(query, trait.word()));
        if (conditions.pinned()) {
            addTrait(query, IndexFields.PINNED);
        }
        var since = conditions.since();
        var until = conditions.until();
        if (since != null || until != null) {
            query.add(
                    LongPoint.newRangeQuery(
                            IndexFields.AT,
                            since == null ? Long.MIN_VALUE : since.toEpochMilli(),
                            until == null ? Long.MAX_VALUE : until.toEpochMilli() - 1),
                    Occur.FILTER);
        }
    }

    private static void addTrait(BooleanQuery.Builder query, String trait) {
        query.add(new TermQuery(new Term(IndexFields.TRAIT, trait)), Occur.FILTER);
    }
}
