package parley.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parley.core.search.MessageFinder.Highlight;

/// Finds in one text what the index found it by, by the same rules. The index itself keeps no
/// texts, and the text may have been edited since.
final class Highlights {
    private static final int MAX = 100;

    private final List<Token> tokens;
    private final Map<Integer, List<Token>> byPosition = new HashMap<>();

    Highlights(List<Token> tokens) {
        this.tokens = tokens;
        for (var token : tokens) {
            byPosition.computeIfAbsent(token.position(), position -> new ArrayList<>(2)).add(token);
        }
    }

    /// Ascending, without overlaps.
    List<Highlight> of(List<Pattern> patterns) {
        var found = new ArrayList<Highlight>();
        for (var pattern : patterns) {
            for (var token : tokens) {
                if (matches(pattern, pattern.tokens().getFirst(), token)) {
                    addIfWhole(pattern, token, found);
                }
            }
        }
        return joined(found);
    }

    private void addIfWhole(Pattern pattern, Token first, List<Highlight> found) {
        int from = first.position() - pattern.tokens().getFirst().position();
        int end = first.end();
        for (var wanted : pattern.tokens().subList(1, pattern.tokens().size())) {
            var there =
                    byPosition.getOrDefault(from + wanted.position(), List.of()).stream()
                            .filter(token -> token.term().equals(wanted.term()))
                            .findFirst();
            if (there.isEmpty()) {
                return;
            }
            end = Math.max(end, there.get().end());
        }
        found.add(new Highlight(first.start(), end));
    }

    private static boolean matches(Pattern pattern, Token wanted, Token token) {
        var term = token.term();
        return term.equals(wanted.term())
                || pattern.open() && term.startsWith(wanted.term())
                || pattern.edits() > 0
                        && term.codePointAt(0) == wanted.term().codePointAt(0)
                        && distance(term, wanted.term(), pattern.edits()) <= pattern.edits();
    }

    /// How many letters differ, are missing, or are swapped with their neighbour; more than `max`
    /// if that is more.
    static int distance(String one, String other, int max) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        if (Math.abs(a.length - b.length) > max) {
            return max + 1;
        }
        int[][] cost = new int[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length][b.length];
    }

    private static int cheapest(int[][] cost, int[] a, int[] b, int i, int j) {
        int same = a[i - 1] == b[j - 1] ? 0 : 1;
        int cheapest =
                Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }

    private static List<Highlight> joined(List<Highlight> found) {
        found.sort(Comparator.comparingInt(Highlight::start).thenComparingInt(Highlight::end));
        var joined = new ArrayList<Highlight>();
        for (var next : found) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && next.start() < last.end()) {
                joined.set(
                        joined.size() - 1,
                        new Highlight(last.start(), Math.max(last.end(), next.end())));
            } else if (joined.size() < MAX) {
                joined.add(next);
            }
        }
        return List.copyOf(joined);
    }
}
