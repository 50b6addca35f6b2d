package parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.message.HistoryReader.Span;
import parley.core.message.MessageContent;
import parley.core.message.MessageEditor;
import parley.core.message.ReactionKeeper.Which;
import parley.core.message.SeqRange;

/// What is erased can't be found in the files any more, and what was changed survives a process
/// that is killed.
final class ErasureTest {
    private static final String FIRST = "a most unmistakable secret";
    private static final String SECOND = "second thoughts about it";

    @TempDir private Path folder;

    private Database open(Path file) {
        return Database.open("sqlite:" + file, Clock.systemUTC());
    }

    private static void edit(LogWorld world, UserId who, ConversationId where, String text) {
        var edit = new MessageEditor.Edit(1, text, MessageContent.PLAIN, null, null);
        world.editor.edit(who, where, edit);
    }

    private static boolean has(Path file, String text) throws IOException {
        return Files.exists(file)
                && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    }

    @Test
    void an_erased_text_leaves_the_files() throws IOException {
        var file = folder.resolve("parley.db");
        var log = folder.resolve("parley.db-wal");
        try (var database = open(file);
                var world = new LogWorld(new SqlStores(database))) {
            var people = world.people(2);
            var talk = world.direct(people.get(0), people.get(1));
            world.send(people.get(0), talk, FIRST, null);
            edit(world, people.get(0), talk, SECOND);
            assertThat(has(file, FIRST) || has(log, FIRST)).isTrue();
            world.eraser.erase(people.get(0), talk, List.of(SeqRange.of(1)), null);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (has(file, FIRST) || has(log, FIRST) || has(file, SECOND) || has(log, SECOND)) {
                assertThat(System.nanoTime()).as("within a minute").isLessThan(deadline);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    @Test
    void what_was_changed_survives_a_kill() throws IOException {
        var file = folder.resolve("parley.db");
        var copy = folder.resolve("killed").resolve("parley.db");
        Files.createDirectories(copy.getParent());
        UserId alice;
        UserId bob;
        ConversationId talk;
        try (var database = open(file);
                var world = new LogWorld(new SqlStores(database))) {
            var people = world.people(2);
            alice = people.get(0);
            bob = people.get(1);
            talk = world.direct(alice, bob);
            for (var text : List.of("one", "two", "three")) {
                world.send(alice, talk, text, text);
            }
            edit(world, alice, talk, "uno");
            world.reactions.react(bob, new Which(talk, 3, null), "👍", true);
            world.eraser.erase(alice, talk, List.of(SeqRange.of(2)), null);
            world.send(alice, talk, "four", "four");
            // as the files are when the process is killed now
            Files.copy(file, copy);
            Files.copy(folder.resolve("parley.db-wal"), copy.resolveSibling("parley.db-wal"));
        }
        try (var database = open(copy);
                var world = new LogWorld(new SqlStores(database))) {
            var page = world.history.page(bob, talk, new Span.After(0), 10);
            assertThat(page.asOf()).isEqualTo(7);
            assertThat(page.messages())
                    .extracting(one -> one.message().state().gone() != null)
                    .containsExactly(false, true, false, false);
            assertThat(page.messages().getFirst().message().state().edited())
                    .extracting(edited -> edited.text())
                    .isEqualTo("uno");
            assertThat(page.messages().get(2).mine().emojis()).containsExactly("👍");
            assertThat(world.send(alice, talk, "five", "five")).isNotNull();
            assertThat(world.history.page(bob, talk, Span.latest(), 1).messages().getLast().seq())
                    .isEqualTo(5);
        }
    }
}
