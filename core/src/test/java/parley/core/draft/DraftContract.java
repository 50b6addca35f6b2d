package parley.core.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.conversation.ConversationEraser;
import parley.core.draft.Draft.Words;
import parley.core.erasure.Erasure;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.DraftChanged;
import parley.core.log.ChangeBody.Undone;
import parley.core.log.LogWorld;

/// What is written and not sent, from the use case to the rows and back.
public interface DraftContract {
    Stores stores();

    private static Words words(String text) {
        return new Words(text, 0, 0);
    }

    private static Draft.Of of(UserId user, ConversationId conversation) {
        return new Draft.Of(user, conversation);
    }

    private static Instant ago(Duration time) {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(time);
    }

    // what the account conversation says by now; of what is undone nothing is left
    private static List<String> told(LogWorld world, UserId user) {
        var texts = new ArrayList<String>();
        for (var entry : world.entries(world.account(user))) {
            if (entry instanceof Change change && change.body() instanceof DraftChanged draft) {
                texts.add(said(draft.words()));
            } else if (entry instanceof Change change && change.body() instanceof Undone) {
                texts.add("");
            }
        }
        return texts;
    }

    private static String text(LogWorld world, UserId user, ConversationId where) {
        return world.drafts.find(where, user).map(draft -> said(draft.words())).orElse("-");
    }

    private static String said(@Nullable Words words) {
        return words == null ? "-" : words.text();
    }

    @Test
    default void the_later_one_stands_whichever_comes_first() {
        try (var world = new LogWorld(stores())) {
            var alice = world.people(1).getFirst();
            var notes = world.direct(alice, alice);
            world.send(alice, notes, "one", null);
            var later = ago(Duration.ofMinutes(1));
            var earlier = ago(Duration.ofMinutes(2));
            var first = world.drafts.put(of(alice, notes), new Words("hel", 1, 1), later);
            assertThat(first.at()).isEqualTo(later);
            assertThat(world.drafts.put(of(alice, notes), words("h"), earlier)).isEqualTo(first);
            assertThat(world.drafts.put(of(alice, notes), words("x"), later)).isEqualTo(first);
            assertThat(world.drafts.clear(of(alice, notes), earlier)).isEqualTo(first);
            assertThat(world.drafts.find(notes, alice)).contains(first);
            var tomorrow = Instant.now().plus(Duration.ofDays(1));
            var next = world.drafts.put(of(alice, notes), words("hello"), tomorrow);
            assertThat(next.at()).isBefore(tomorrow);
            world.drafts.put(of(alice, notes), words("hello you"), null);
            assertThat(text(world, alice, notes)).isEqualTo("hello you");
            assertThat(told(world, alice)).containsExactly("", "", "hello you");
            world.drafts.clear(of(alice, notes), null);
            assertThat(text(world, alice, notes)).isEqualTo("-");
            assertThat(world.drafts.put(of(alice, notes), words("back"), later).isThere())
                    .isFalse();
            world.drafts.clear(of(alice, notes), null);
            assertThat(told(world, alice)).containsExactly("", "", "", "-");
        }
    }

    @Test
    default void sending_clears_ones_own_in_the_same_batch() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var alice = people.get(0);
            var bob = people.get(1);
            var talk = world.direct(alice, bob);
            var tea = world.group(false, alice, bob);
            for (var where : List.of(talk, tea)) {
                world.drafts.put(of(alice, where), words("hi"), ago(Duration.ofSeconds(9)));
                world.drafts.put(of(bob, where), words("hi yourself"), null);
                world.send(alice, where, "hi", "k");
                assertThat(text(world, alice, where)).isEqualTo("-");
                assertThat(text(world, bob, where)).isEqualTo("hi yourself");
                var batch =
                        world.told.stream()
                                .filter(each ->
                                        each.entries().stream()
                                                .anyMatch(one ->
                                                        one.entry().conversation().equals(where)))
                                .toList()
                                .getLast();
                assertThat(batch.entries())
                        .anyMatch(one ->
                                one.entry() instanceof Change change
                                        && change.body() instanceof DraftChanged draft
                                        && draft.words() == null);
                // a repetition sends nothing, and a clock may be behind
                world.drafts.put(of(alice, where), words("next"), ago(Duration.ofSeconds(5)));
                world.send(alice, where, "hi", "k");
                assertThat(text(world, alice, where)).isEqualTo("next");
            }
            assertThat(told(world, alice)).containsExactly("", "", "next", "", "", "next");
            assertThat(DraftBook.of(world.database.drafts()).mayHave(of(alice, talk))).isTrue();
            var known = new ArrayList<Draft.Of>();
            world.database.drafts().each(known::add);
            assertThat(known).contains(of(alice, talk), of(bob, tea));
        }
    }

    @Test
    default void it_goes_with_the_membership_the_group_and_the_account() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var alice = people.get(0);
            var bob = people.get(1);
            var tea = world.group(false, alice, bob);
            assertThat(
                            Refusals.codeOf(() ->
                                    world.drafts.put(
                                            of(world.people(1).getFirst(), tea), words("x"), null)))
                    .isEqualTo(RefusalCode.NOT_FOUND);
            world.drafts.put(of(bob, tea), words("secret"), null);
            world.members.remove(alice, tea, bob);
            assertThat(told(world, bob)).containsExactly("");
            world.members.add(alice, tea, List.of(bob));
            assertThat(text(world, bob, tea)).isEqualTo("-");
            world.drafts.put(of(bob, tea), words("again"), null);
            world.groups.delete(alice, tea);
            new ConversationEraser(world.log).sweep();
            assertThat(text(world, bob, tea)).isEqualTo("-");
            assertThat(told(world, bob)).containsExactly("", "");
            var notes = world.direct(alice, alice);
            world.drafts.put(of(alice, notes), words("to do"), null);
            world.log.<Boolean>amend(scope -> {
                scope.rows().erasures().put(Erasure.of(alice, Erasure.Messages.KEEP));
                return true;
            });
            world.accountEraser.eraseAll();
            assertThat(text(world, alice, notes)).isEqualTo("-");
            assertThat(told(world, alice)).containsExactly("");
        }
    }

    @Test
    default void what_is_too_long_or_answers_nothing_is_refused() {
        try (var world = new LogWorld(stores())) {
            var alice = world.people(1).getFirst();
            var notes = world.direct(alice, alice);
            var longest = "🙂".repeat(5_000);
            assertThat(world.drafts.put(of(alice, notes), words(longest), null).isThere()).isTrue();
            assertThat(
                            Refusals.codeOf(() ->
                                    world.drafts.put(of(alice, notes), words(longest + "."), null)))
                    .isEqualTo(RefusalCode.TOO_LONG);
            assertThat(
                            Refusals.codeOf(() ->
                                    world.drafts.put(of(alice, notes), new Words("a", 1, 0), null)))
                    .isEqualTo(RefusalCode.BAD_REQUEST);
            assertThat(text(world, alice, notes)).isEqualTo(longest);
        }
    }
}
