package parley.client.line;

/// Others' text, made fit for a terminal.
final class Harmless {
    private Harmless() {}

    /// Control characters, with which a message could move the cursor or fake a line, and those
    /// that turn the direction of text are shown as a question mark in a box; line breaks as `⏎`.
    static String text(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (c == '\n') {
                        shown.append(" ⏎ ");
                    } else if (c == '\t') {
                        shown.append(' ');
                    } else {
                        shown.appendCodePoint(isHarmful(c) ? 0xFFFD : c);
                    }
                });
        return shown.toString();
    }

    private static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069;
    }
}
