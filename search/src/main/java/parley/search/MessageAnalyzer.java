package parley.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/// Cuts texts of any script into the words that they are found by, folded: without case, accents,
/// width and ligatures. Words are told apart by the rules of Unicode (UAX #29), and where a script
/// has no blanks by a dictionary (Thai, Lao, Khmer, Burmese). Chinese, Japanese and Korean are cut
/// into characters and pairs of them, so that whatever part of a sentence is typed is found, with
/// no dictionary to be wrong. Thread-safe.
final class MessageAnalyzer extends Analyzer {
    private static final String FIELD = "text";

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var tokenizer = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
        var folded = new ArabicNormalizationFilter(new ICUFoldingFilter(tokenizer));
        var everyScript =
                CJKBigramFilter.HAN
                        | CJKBigramFilter.HIRAGANA
                        | CJKBigramFilter.KATAKANA
                        | CJKBigramFilter.HANGUL;
        return new TokenStreamComponents(tokenizer, new CJKBigramFilter(folded, everyScript, true));
    }

    /// All tokens of a text, by position.
    List<Token> tokens(String text) {
        try (var stream = tokenStream(FIELD, text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var step = stream.addAttribute(PositionIncrementAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            var type = stream.addAttribute(TypeAttribute.class);
            var tokens = new ArrayList<Token>();
            int position = -1;
            stream.reset();
            while (stream.incrementToken()) {
                position += step.getPositionIncrement();
                tokens.add(
                        new Token(
                                term.toString(),
                                position,
                                offset.startOffset(),
                                offset.endOffset(),
                                Token.Shape.of(type.type())));
            }
            stream.end();
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory can be read
        }
    }
}
