package parley.core.message;

import java.util.List;
import java.util.stream.Stream;

/// What one person gave one message: emojis, and what they chose of a poll.
///
/// @param emojis one of each, the first given in front
/// @param options indexes of the poll's options
public record Opinion(List<String> emojis, List<Integer> options) {
    public static final Opinion NONE = new Opinion(List.of(), List.of());

    public Opinion {
        emojis = List.copyOf(emojis);
        options = List.copyOf(options);
    }

    public boolean has(String emoji) {
        return emojis.contains(emoji);
    }

    public Opinion with(String emoji, boolean on) {
        var next =
                on
                        ? Stream.concat(emojis.stream(), Stream.of(emoji)).toList()
                        : emojis.stream().filter(one -> !one.equals(emoji)).toList();
        return new Opinion(next, options);
    }

    public Opinion choosing(List<Integer> next) {
        return new Opinion(emojis, next);
    }

    public boolean isEmpty() {
        return emojis.isEmpty() && options.isEmpty();
    }
}
