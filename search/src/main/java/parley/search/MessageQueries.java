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
/// more than one that goes on, and that for more than one with a slip of the finger, however new
/// the message is; within these, what is about the word and what is new counts.
final class MessageQueries {
    private static final float AS_TYPED = 4;
    private static final float GOES_ON = 2;
    private static final float NEARLY = 0.4f;

    /// What a message of now gets for being new; after [#AGE] it is half.
    private static final float NEW = 1.5f;

    private static final Duration AGE = Duration.ofDays(30);

    /// Spellings near a word that are tried.
    private static final int SPELLINGS_MAX = 50;

    /// Groups of which only the later part may be seen that are told apart here; of others the
    /// messages are looked at when they are read.
    private static final int PARTS_MAX = 500;

    private MessageQueries() {}

    static Query of(Wanted wanted, List<Pattern> patterns) {
        var query = new BooleanQuery.Builder();
        patterns.forEach(pattern -> query.add(of(pattern), Occur.MUST));
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

    private static Query of(Pattern pattern) {
        var exact = exact(pattern);
        if (!pattern.open() && pattern.edits() == 0) {
            return exact; // there is nothing that it must come before
        }
        var any =
                new BooleanQuery.Builder()
                        .add(exact, Occur.SHOULD)
                        .add(scored(exact, AS_TYPED), Occur.SHOULD);
        var term = new Term(IndexFields.TEXT, pattern.tokens().getFirst().term());
        if (pattern.open()) {
            any.add(scored(new PrefixQuery(term), GOES_ON), Occur.SHOULD);
        }
        if (pattern.edits() > 0) {
            var near =
                    new FuzzyQuery(
                            term,
                            pattern.edits(),
                            1,
                            SPELLINGS_MAX,
                            true,
                            new MultiTermQuery.TopTermsBoostOnlyBooleanQueryRewrite(SPELLINGS_MAX));
            any.add(new BoostQuery(near, NEARLY), Occur.SHOULD);
        }
        return any.build();
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
