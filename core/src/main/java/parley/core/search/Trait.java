package parley.core.search;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import parley.core.log.Message;

/// What a message has in it, beside words: what `has:` asks for.
public enum Trait {
    LINK,
    IMAGE,
    VIDEO,
    AUDIO,
    FILE,
    POLL;

    /// The trait of this name, in lower case.
    public static Optional<Trait> named(String word) {
        for (var trait : values()) {
            if (trait.word().equals(word)) {
                return Optional.of(trait);
            }
        }
        return Optional.empty();
    }

    /// As it is said in a query.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What this message has in its present state.
    public static Set<Trait> of(Message message) {
        var traits = EnumSet.noneOf(Trait.class);
        var text = text(message).toLowerCase(Locale.ROOT);
        if (text.contains("http://") || text.contains("https://")) {
            traits.add(LINK);
        }
        if (message.content().details().poll() != null) {
            traits.add(POLL);
        }
        return traits;
    }

    /// What a message says, as it was edited last.
    public static String text(Message message) {
        var edited = message.state().edited();
        return edited == null ? message.content().text() : edited.text();
    }
}
