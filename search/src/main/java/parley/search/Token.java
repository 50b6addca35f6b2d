package parley.search;

import org.apache.lucene.analysis.cjk.CJKBigramFilter;

/// A word as the index knows it, and where it stands in its text.
///
/// @param term folded
/// @param position counts the words of a text
/// @param start in UTF-16 code units
/// @param end the first unit after it
record Token(String term, int position, int start, int end, Shape shape) {
    /// How it was cut.
    enum Shape {
        WORD,
        /// One character of a script that is cut into characters.
        SINGLE,
        /// Two of them, at the position of the first one.
        PAIR;

        static Shape of(String type) {
            return switch (type) {
                case CJKBigramFilter.SINGLE_TYPE -> SINGLE;
                case CJKBigramFilter.DOUBLE_TYPE -> PAIR;
                default -> WORD;
            };
        }
    }
}
