package parley.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.message.MessageContent;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageEditor;
import parley.core.message.MessageSender.Address;
import parley.core.message.MessageSender.Request;
import parley.core.message.MessageSender.Sender;
import parley.core.message.ReactionKeeper.Which;
import parley.core.message.SeqRange;

/// The index follows the log, and finds for each what they may read.
final class SearchIndexTest {
    @TempDir private Path folder;

    /// Alice and Bob in a conversation.
    private record Talk(SearchWorld in, UserId alice, UserId bob, ConversationId id) {
        Talk(SearchWorld in) {
            this(in, in.world.people(2));
        }

        private Talk(SearchWorld in, List<UserId> people) {
            this(in, people.get(0), people.get(1), in.world.direct(people.get(0), people.get(1)));
        }

        void say(String text) {
            in.world.send(alice, id, text, null);
        }

        void edit(long seq, String text) {
            var edit = new MessageEditor.Edit(seq, text, MessageContent.PLAIN, null, null);
            in.world.editor.edit(alice, id, edit);
        }

        void erase(long seq) {
            in.world.eraser.erase(alice, id, List.of(SeqRange.of(seq)), null);
        }

        List<String> found(String query) {
            in.settled();
            return in.texts(bob, query);
        }
    }

    @Test
    void what_happens_to_a_message_is_followed() {
        try (var world = new SearchWorld(folder)) {
            var talk = new Talk(world);
            talk.say("the plum is ripe");
            talk.say("the pear is ripe");
            assertThat(talk.found("plum")).containsExactly("the plum is ripe");
            talk.edit(1, "the quince is ripe");
            assertThat(talk.found("plum")).isEmpty();
            assertThat(talk.found("quince")).containsExactly("the quince is ripe");
            world.world.reactions.pin(talk.bob(), new Which(talk.id(), 2, null), true);
            assertThat(talk.found("is:pinned")).containsExactly("the pear is ripe");
            world.world.reactions.pin(talk.bob(), new Which(talk.id(), 2, null), false);
            assertThat(talk.found("is:pinned")).isEmpty();
            talk.erase(2);
            assertThat(talk.found("ripe")).containsExactly("the quince is ripe");
            var account = world.world.account(talk.bob());
            world.world.eraser.hide(talk.bob(), account, talk.id(), List.of(SeqRange.of(1)), null);
            assertThat(talk.found("ripe")).isEmpty();
            assertThat(world.texts(talk.alice(), "ripe")).hasSize(1);
        }
    }

    @Test
    void nobody_finds_what_they_may_not_read() {
        try (var world = new SearchWorld(folder)) {
            var people = world.world.people(3);
            var alice = people.get(0);
            var bob = people.get(1);
            var carol = people.get(2);
            var group = world.world.group(true, alice, bob);
            world.world.send(alice, group, "secret plan one", null);
            world.world.members.add(alice, group, List.of(carol));
            world.world.send(alice, group, "secret plan two", null);
            var direct = world.world.direct(alice, bob);
            world.world.send(alice, direct, "secret between us", null);
            world.settled();
            assertThat(world.texts(bob, "secret")).hasSize(3);
            assertThat(world.texts(carol, "secret")).containsExactly("secret plan two");
            var in = "secret in:" + SearchWorld.IDS.text(direct);
            assertThat(world.texts(carol, in)).isEmpty();
            assertThat(world.texts(bob, in)).containsExactly("secret between us");
            assertThat(world.page(bob, "tea", 5, null).conversations()).hasSize(1);
            world.world.members.changeRole(alice, group, bob, Role.OWNER);
            world.world.members.leave(bob, group);
            assertThat(world.texts(bob, "secret")).containsExactly("secret between us");
            assertThat(world.page(bob, "tea", 5, null).conversations()).isEmpty();
        }
    }

    @Test
    void what_is_as_typed_comes_first_and_of_equal_ones_the_newest() {
        try (var world = new SearchWorld(folder)) {
            var talk = new Talk(world);
            talk.say("gardens");
            talk.say("garden");
            talk.say("gardem");
            talk.say("garden");
            talk.say("gardener");
            assertThat(talk.found("garden"))
                    .startsWith("garden", "garden")
                    .endsWith("gardem")
                    .hasSize(5);
            assertThat(
                            world.page(talk.bob(), "garden", 1, null)
                                    .messages()
                                    .getFirst()
                                    .message()
                                    .seq())
                    .isEqualTo(4);
        }
    }

    @Test
    void pages_have_each_match_once_also_while_new_ones_come() {
        try (var world = new SearchWorld(folder)) {
            var talk = new Talk(world);
            for (int i = 0; i < 25; i++) {
                talk.say("tomato " + i);
            }
            world.settled();
            var seqs = new ArrayList<Long>();
            String cursor = null;
            do {
                var page = world.page(talk.bob(), "tomato", 4, cursor);
                page.messages().forEach(one -> seqs.add(one.message().seq()));
                cursor = page.next();
                talk.say("tomato later");
                world.settled();
            } while (cursor != null);
            assertThat(new HashSet<>(seqs)).hasSameSizeAs(seqs);
            assertThat(seqs).contains(1L, 25L).hasSizeGreaterThanOrEqualTo(25);
        }
    }

    @Test
    void what_expired_is_neither_found_nor_kept() {
        try (var world = new SearchWorld(folder)) {
            var talk = new Talk(world);
            var details =
                    new MessageContent.Details(null, 0, 0, List.of(), false, Duration.ofSeconds(1));
            var content = new MessageContent("soon gone", MessageContent.PLAIN, details);
            LogWorld.outcome(
                    world.world.sender.send(
                            new Sender(talk.alice(), new parley.core.id.DeviceId(7)),
                            new Request(
                                    new Address.ToConversation(talk.id()),
                                    content,
                                    Conditions.NONE,
                                    null)));
            talk.say("here to stay");
            SearchWorld.eventually(() -> world.texts(talk.bob(), "gone").isEmpty());
            SearchWorld.eventually(() -> world.index.status().documents() == 1);
            assertThat(talk.found("stay")).hasSize(1);
        }
    }

    @Test
    void conditions_narrow_what_is_found() {
        try (var world = new SearchWorld(folder)) {
            var talk = new Talk(world);
            talk.say("from alice https://example.com");
            world.world.send(talk.bob(), talk.id(), "from bob", null);
            assertThat(talk.found("from:me")).containsExactly("from bob");
            var alice = SearchWorld.IDS.text(talk.alice());
            assertThat(talk.found("from:" + alice)).singleElement().asString().contains("alice");
            assertThat(talk.found("has:link from:me")).isEmpty();
            assertThat(talk.found("from before:2020-01-01")).isEmpty();
            assertThat(talk.found("from after:2020-01-01")).hasSize(2);
            assertThat(talk.found("in:" + SearchWorld.IDS.text(talk.id()))).hasSize(2);
            assertThat(talk.found("unknown:condition")).isEmpty();
            for (var wrong :
                    Set.of(
                            "has:nothing",
                            "before:soon",
                            "is:new",
                            "from:",
                            "from:@nobody.at.all")) {
                assertThatThrownBy(() -> talk.found(wrong))
                        .as(wrong)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.field()).isEqualTo("q"));
            }
            assertRefused(talk, " ", RefusalCode.EMPTY);
            assertRefused(talk, "x".repeat(501), RefusalCode.TOO_LONG);
            assertRefused(talk, "x ".repeat(21), RefusalCode.BAD_REQUEST);
            assertThatThrownBy(() -> world.page(talk.bob(), "x", 5, "nonsense"))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("cursor"));
        }
    }

    private static void assertRefused(Talk talk, String query, RefusalCode code) {
        assertThatThrownBy(() -> talk.found(query))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void an_index_goes_on_from_where_it_was_cut_off() throws IOException {
        var image = folder.resolve("image");
        try (var world = new SearchWorld(folder.resolve("first"))) {
            var talk = new Talk(world);
            talk.say("before the crash");
            world.settled();
            copy(folder.resolve("first"), image); // as a power cut leaves it
            talk.say("after the crash");
            try (var again = new SearchIndexAt(world, image, "epoch")) {
                assertThat(again.found(talk.bob(), "crash", 2)).hasSize(2);
            }
        }
    }

    @Test
    void an_index_that_is_damaged_or_of_another_epoch_is_made_anew() throws IOException {
        try (var world = new SearchWorld(folder.resolve("first"))) {
            var talk = new Talk(world);
            for (int i = 0; i < 600; i++) {
                talk.say("line " + i);
            }
            world.settled();
            var other = folder.resolve("other");
            try (var again = new SearchIndexAt(world, other, "one")) {
                assertThat(again.found(talk.bob(), "line", 50)).hasSize(50);
            }
            damage(other);
            try (var again = new SearchIndexAt(world, other, "one")) {
                SearchWorld.eventually(() -> again.index.status().documents() == 600);
                assertThat(again.found(talk.bob(), "line 599", 1)).hasSize(1);
            }
            try (var again = new SearchIndexAt(world, other, "another")) {
                SearchWorld.eventually(() -> again.index.status().documents() == 600);
            }
        }
    }

    @Test
    void it_is_made_anew_on_demand_and_answers_meanwhile() throws IOException {
        try (var world = new SearchWorld(folder)) {
            var talk = new Talk(world);
            for (int i = 0; i < 1_200; i++) {
                talk.say("row " + i);
            }
            world.settled();
            world.index.rebuild();
            SearchWorld.eventually(() -> Files.exists(folder.resolve("index-2")));
            while (Files.exists(folder.resolve("index-1"))) {
                assertThat(world.texts(talk.bob(), "row 7")).isNotEmpty();
                talk.say("row meanwhile");
            }
            world.settled();
            assertThat(world.texts(talk.bob(), "meanwhile")).isNotEmpty();
            assertThat(world.texts(talk.bob(), "\"row 7\"")).hasSize(1);
            assertThat(world.index.status().documents())
                    .isEqualTo(
                            (int)
                                    world.world
                                            .reader
                                            .require(talk.id(), talk.bob())
                                            .head()
                                            .lastSeq());
        }
    }

    @Test
    void erased_words_are_in_no_file_any_more() throws IOException {
        try (var world = new SearchWorld(folder)) {
            var talk = new Talk(world);
            talk.say("xylophonist");
            talk.say("stays");
            world.settled();
            SearchWorld.eventually(() -> filesHold("xylophonist"));
            talk.erase(1);
            SearchWorld.eventually(() -> !filesHold("xylophonist"));
            assertThat(talk.found("stays")).hasSize(1);
        }
    }

    private boolean filesHold(String word) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text =
                        new String(
                                Files.readAllBytes(file),
                                java.nio.charset.StandardCharsets.ISO_8859_1);
                if (text.contains(word)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | java.io.UncheckedIOException e) {
            return true; // a file went meanwhile; look again
        }
    }

    /// Another index on the same log.
    private static final class SearchIndexAt implements AutoCloseable {
        final SearchIndex index;
        private final SearchWorld world;

        SearchIndexAt(SearchWorld world, Path folder, String epoch) {
            this.world = world;
            index = world.another(folder, epoch);
        }

        List<String> found(UserId asker, String query, int least) {
            var search = world.searching(index);
            SearchWorld.eventually(() -> {
                try {
                    return search.search(asker, query, 50, null).messages().size() >= least;
                } catch (Refusal e) {
                    return false;
                }
            });
            return search.search(asker, query, 50, null).messages().stream()
                    .map(SearchWorld::text)
                    .toList();
        }

        @Override
        public void close() {
            index.close();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    // in the middle of the largest file
    private static void damage(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            var largest =
                    files.filter(Files::isRegularFile)
                            .max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
                            .orElseThrow();
            var bytes = Files.readAllBytes(largest);
            for (int i = bytes.length / 2; i < bytes.length / 2 + 16; i++) {
                bytes[i] ^= 0x55;
            }
            Files.write(largest, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        }
    }
}
