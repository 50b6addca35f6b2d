package parley.server.assembly;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import parley.core.conversation.ConversationReader;
import parley.core.message.HistoryReader;
import parley.core.search.MessageSearch;
import parley.core.user.PeopleFinder;
import parley.search.SearchIndex;
import parley.server.config.Setting;
import parley.server.config.Settings;

/// Search, where the settings want it.
final class Searching {
    private Searching() {}

    /// The index on this node, not started yet; empty if it is off.
    static Optional<SearchIndex> index(Core core, Settings settings, Path data, Metrics metrics) {
        if (!settings.isOn(Setting.SEARCH_INDEX)) {
            return Optional.empty();
        }
        var folder = settings.text(Setting.SEARCH_DIR);
        var database = core.database;
        var index =
                new SearchIndex(
                        new SearchIndex.Place(
                                folder.isEmpty() ? data.resolve("search") : Path.of(folder),
                                Math.max(1, settings.number(Setting.SEARCH_BUFFER)),
                                HexFormat.of().formatHex(core.epoch)),
                        new SearchIndex.Followed(
                                database.feed(), database.messages()::find, core.heads::pairs),
                        core.clock);
        index.meter(metrics::searched);
        metrics.gauge("parley.search.documents", index, one -> one.status().documents());
        metrics.gauge(
                "parley.search.lag.seconds", index, one -> one.status().lag().toMillis() / 1e3);
        return Optional.of(index);
    }

    /// The use case that asks it.
    static MessageSearch search(
            SearchIndex index, Core core, HistoryReader history, PeopleFinder people) {
        ConversationReader reader = core.reader;
        return new MessageSearch(
                index.finder(),
                history,
                core.database.conversations(),
                new MessageSearch.Names(people, reader, core.heads, core.ids),
                core.clock);
    }
}
