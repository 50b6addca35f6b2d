package parley.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import parley.core.Refusal;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.LogWorld;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;

/// *Stale state + changes = fresh state*, whatever happens while clients come and go.
final class SyncConvergenceTest {
    private static final int PEOPLE = 5;
    private static final int PHASES = 60;
    private static final int DEEDS = 25;

    private final long seed = System.nanoTime();
    private final LogWorld world = new LogWorld();
    private final List<UserId> people = world.people(PEOPLE);
    private final List<ConversationId> conversations = new ArrayList<>();

    @Test
    void what_a_client_had_and_the_changes_it_missed_is_what_it_would_fetch_afresh() {
        System.out.println("SyncConvergenceTest seed " + seed);
        var random = new Random(seed);
        try (world) {
            conversations.add(world.direct(people.get(0), people.get(1)));
            conversations.add(world.direct(people.get(2), people.get(2)));
            conversations.add(world.group(false, people.get(0), people.get(1), people.get(2)));
            conversations.add(world.group(true, people.get(1), people.get(2), people.get(3)));
            var clients = people.stream().map(user -> new ModelClient(world, user)).toList();
            for (int phase = 0; phase < PHASES; phase++) {
                long seedOfDeeds = random.nextLong();
                var deeds =
                        CompletableFuture.runAsync(
                                () -> deeds(new Random(seedOfDeeds)), Thread::startVirtualThread);
                for (var client : clients) {
                    if (random.nextInt(3) == 0) {
                        client.sync(); // in the middle of it all
                    }
                }
                deeds.orTimeout(30, TimeUnit.SECONDS).join();
                world.log.flushMarks().orTimeout(30, TimeUnit.SECONDS).join();
                for (var client : clients) {
                    if (random.nextInt(4) > 0) { // the others stay away for longer
                        client.sync();
                        client.isFresh();
                    }
                }
            }
            clients.forEach(client -> {
                client.sync();
                client.isFresh();
            });
            assertThat(clients.stream().mapToInt(ModelClient::seen).sum()).isGreaterThan(1_000);
        }
    }

    private void deeds(Random random) {
        var sendings = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < DEEDS; i++) {
            var conversation = conversations.get(random.nextInt(conversations.size()));
            var who = people.get(random.nextInt(PEOPLE));
            var whom = people.get(random.nextInt(PEOPLE));
            try {
                switch (random.nextInt(12)) {
                    case 0 -> world.groups.add(who, conversation, List.of(whom));
                    case 1 -> world.groups.remove(who, conversation, whom);
                    case 2 -> world.groups.leave(who, conversation);
                    case 3 -> world.groups.changeRole(who, conversation, whom, Role.OWNER);
                    case 4 -> world.groups.change(who, conversation, "Tea " + i, null);
                    case 5, 6 ->
                            world.tracker.mark(
                                    who, conversation, random.nextInt(60), random.nextBoolean());
                    case 7 -> burst(conversation, who, sendings);
                    default ->
                            sendings.add(
                                    world.sending(
                                            who,
                                            new Address.ToConversation(conversation),
                                            "m" + i,
                                            Conditions.NONE));
                }
            } catch (Refusal refused) {
                // not everyone may do everything
            }
        }
        sendings.forEach(one -> one.orTimeout(30, TimeUnit.SECONDS).join());
    }

    // more than a sync brings
    private void burst(
            ConversationId conversation, UserId who, List<CompletableFuture<?>> sendings) {
        for (int i = 0; i < 40; i++) {
            sendings.add(
                    world.sending(
                            who,
                            new Address.ToConversation(conversation),
                            "burst " + i,
                            Conditions.NONE));
        }
    }

    @Test
    void who_left_while_away_is_told_the_end_and_nothing_else() {
        try (world) {
            var alice = people.get(0);
            var bob = people.get(1);
            var group = world.group(false, alice, bob);
            world.send(alice, group, "before", null);
            var cursor = world.database.conversations().positions();
            world.send(alice, group, "still for bob, but he is away", null);
            world.groups.remove(alice, group, bob);
            world.send(alice, group, "not for bob", null);

            var parts = new ArrayList<SyncReader.Part>();
            world.sync.since(bob, world.account(bob), cursor).parts().forEach(parts::add);

            var part =
                    parts.stream().filter(one -> one.listed().head().id().equals(group)).toList();
            assertThat(part).hasSize(1);
            assertThat(part.getFirst().events()).hasSize(1);
            assertThat(part.getFirst().events().getFirst().entry())
                    .isInstanceOfSatisfying(
                            Change.class,
                            change ->
                                    assertThat(change.body().member())
                                            .hasValueSatisfying(member ->
                                                    assertThat(member.endsMembership()).isTrue()));
        }
    }

    @Test
    void who_joins_a_group_whose_history_begins_with_joining_sees_nothing_earlier() {
        try (world) {
            var alice = people.get(0);
            var bob = people.get(1);
            var group = world.group(true, alice, people.get(2));
            world.send(alice, group, "secret 1", null);
            world.groups.add(alice, group, List.of(bob));
            world.send(alice, group, "open", null);
            world.groups.remove(alice, group, bob);
            world.send(alice, group, "secret 2", null);
            world.groups.add(alice, group, List.of(bob));
            world.send(alice, group, "open again", null);

            var seen =
                    world.history.changes(bob, group, 0, 100).entries().stream()
                            .filter(one -> one.entry() instanceof parley.core.log.Message)
                            .map(one -> one.visible())
                            .toList();
            assertThat(seen).containsExactly(false, false, false, true);
            var page =
                    world.history.page(
                            bob, group, new parley.core.message.HistoryReader.Span.After(0), 100);
            assertThat(page.messages())
                    .extracting(one -> one.content().text())
                    .containsExactly("open again");
            var around =
                    world.history.page(
                            bob, group, new parley.core.message.HistoryReader.Span.Around(2), 100);
            assertThat(around.messages()).extracting(one -> one.seq()).containsExactly(4L);
            assertThat(parley.core.Refusals.codeOf(() -> world.history.message(bob, group, 3)))
                    .isEqualTo(parley.core.RefusalCode.NOT_FOUND);
            assertThat(world.reader.unread(world.reader.require(group, bob))).isEqualTo(1);
        }
    }
}
