package parley.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.search.SearchQuery.Word;

/// What one word or phrase of a query looks for: some terms, one after the other.
///
/// @param tokens those that must stand so; a pair of characters makes its single ones needless
/// @param edits letters that may differ, where it is one word that wasn't quoted
/// @param open whether the word may go on
record Pattern(List<Token> tokens, int edits, boolean open) {
    /// Letters of a word from which one of them may differ.
    private static final int ONE_FROM = 4;

    /// Letters of a word from which two of them may differ.
    private static final int TWO_FROM = 8;

    /// Letters of a word from which it may go on: with one, half of all words would begin so.
    private static final int OPEN_FROM = 2;

    Pattern {
        tokens = List.copyOf(tokens);
    }

    /// The patterns of these words, without those that hold nothing to look for.
    static List<Pattern> of(List<Word> words, MessageAnalyzer analyzer) {
        var patterns = new ArrayList<Pattern>();
        for (var word : words) {
            var tokens = needed(analyzer.tokens(word.text()));
            if (!tokens.isEmpty()) {
                patterns.add(of(word, tokens));
            }
        }
        return patterns;
    }

    private static Pattern of(Word word, List<Token> tokens) {
        var only = tokens.size() == 1 ? tokens.getFirst() : null;
        if (word.exact() || only == null || only.shape() != Token.Shape.WORD) {
            return new Pattern(tokens, 0, false);
        }
        int letters = only.term().codePointCount(0, only.term().length());
        return new Pattern(
                tokens, edits(only.term(), letters), word.open() && letters >= OPEN_FROM);
    }

    // a number with another digit is another number, not a slip of the finger
    private static int edits(String term, int letters) {
        if (letters < ONE_FROM || term.codePoints().anyMatch(Character::isDigit)) {
            return 0;
        }
        return letters < TWO_FROM ? 1 : 2;
    }

    private static List<Token> needed(List<Token> tokens) {
        var needed = new ArrayList<Token>();
        @Nullable Token pair = null;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            boolean covered =
                    token.shape() == Token.Shape.SINGLE
                            && (pair != null && pair.position() + 1 == token.position()
                                    || i + 1 < tokens.size()
                                            && tokens.get(i + 1).shape() == Token.Shape.PAIR
                                            && tokens.get(i + 1).position() == token.position());
            if (token.shape() == Token.Shape.PAIR) {
                pair = token;
            }
            if (!covered) {
                needed.add(token);
            }
        }
        return needed;
    }
}
