package parley.core.search;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import parley.core.conversation.Head;
import parley.core.conversation.HeadCache;
import parley.core.id.ConversationId;
import parley.core.search.SearchQuery.Word;

/// Finds groups whose titles have all of some words in them, in any case and with any accents.
final class Titles {
    /// Groups of one person that are looked at; the rest is found by its messages.
    private static final int LOOKED_AT_MAX = 500;

    private static final int FOUND_MAX = 10;

    private final HeadCache heads;
    private final List<String> words;

    Titles(HeadCache heads, List<Word> words) {
        this.heads = heads;
        this.words = words.stream().map(word -> folded(word.text())).toList();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKD)
                .replaceAll("\\p{Mn}+", "")
                .toLowerCase(Locale.ROOT);
    }

    /// Ten of these groups at most, the one with the latest message first.
    List<ConversationId> among(Collection<ConversationId> groups) {
        return groups.stream()
                .sorted((one, other) -> other.compareTo(one))
                .limit(LOOKED_AT_MAX)
                .flatMap(this::titled)
                .sorted((one, other) ->
                        other.progress().lastMessageAt().compareTo(one.progress().lastMessageAt()))
                .limit(FOUND_MAX)
                .map(Head::id)
                .toList();
    }

    private Stream<Head> titled(ConversationId id) {
        return heads.find(id).stream()
                .filter(head -> {
                    var title = folded(head.settings().title());
                    return words.stream().allMatch(title::contains);
                });
    }
}
