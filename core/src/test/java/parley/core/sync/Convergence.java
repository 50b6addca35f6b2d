package parley.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import parley.core.Refusal;
import parley.core.conversation.Role;
import parley.core.conversation.SettingsPatch;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.message.MessageContent;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageEditor;
import parley.core.message.MessageSender.Address;
import parley.core.message.Poll;
import parley.core.message.ReactionKeeper.Which;
import parley.core.message.SeqRange;

/// *Stale state + changes = fresh state*, whatever happens while clients come and go: people do
/// everything at random, and each client must end with what it would fetch afresh.
public final class Convergence {
    private static final int PEOPLE = 5;
    private static final int DEEDS = 25;
    private static final List<String> OPTIONS = List.of("tea", "coffee", "nothing");
    private static final List<String> EMOJIS = List.of("👍", "🎉", "❤️");

    private final LogWorld world;
    private final int phases;
    private final long seed = System.nanoTime();
    private final List<UserId> people;
    private final List<ConversationId> conversations = new ArrayList<>();

    public Convergence(LogWorld world, int phases) {
        this.world = world;
        this.phases = phases;
        people = world.people(PEOPLE);
    }

    public void run() {
        System.out.println("Convergence seed " + seed);
        var random = new Random(seed);
        try (world) {
            conversations.add(world.direct(people.get(0), people.get(1)));
            conversations.add(world.direct(people.get(2), people.get(2)));
            conversations.add(world.group(false, people.get(0), people.get(1), people.get(2)));
            conversations.add(world.group(true, people.get(1), people.get(2), people.get(3)));
            var clients = people.stream().map(user -> new ModelClient(world, user)).toList();
            for (int phase = 0; phase < phases; phase++) {
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
            // how much they see is chance: whoever is removed early sees little
            assertThat(clients.stream().mapToInt(ModelClient::seen).sum()).isGreaterThan(phases);
        }
    }

    private void deeds(Random random) {
        var sendings = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < DEEDS; i++) {
            var conversation = conversations.get(random.nextInt(conversations.size()));
            var who = people.get(random.nextInt(PEOPLE));
            var whom = people.get(random.nextInt(PEOPLE));
            try {
                switch (random.nextInt(34)) {
                    case 0 -> world.members.add(who, conversation, List.of(whom));
                    case 1 -> world.members.remove(who, conversation, whom);
                    case 2 -> world.members.leave(who, conversation);
                    case 3 -> world.members.changeRole(who, conversation, whom, Role.OWNER);
                    case 4 ->
                            world.groups.change(
                                    who, conversation, SettingsPatch.named("Tea " + i, null));
                    case 5, 6 ->
                            world.tracker.mark(
                                    who, conversation, random.nextInt(60), random.nextBoolean());
                    case 7 -> burst(conversation, who, sendings);
                    case 8, 9, 10 -> edit(conversation, who, random, "edited " + i);
                    case 11 -> erase(conversation, who, random);
                    case 12 -> hide(conversation, who, random);
                    case 13, 14, 15, 16 ->
                            world.reactions.react(
                                    who,
                                    new Which(conversation, seq(random), null),
                                    EMOJIS.get(random.nextInt(EMOJIS.size())),
                                    random.nextInt(3) > 0);
                    case 17 ->
                            world.reactions.pin(
                                    who,
                                    new Which(conversation, seq(random), null),
                                    random.nextBoolean());
                    case 18, 19, 20, 21 ->
                            world.poll(
                                    who,
                                    conversation,
                                    new Poll(
                                            OPTIONS,
                                            random.nextBoolean(),
                                            random.nextBoolean(),
                                            null));
                    case 22, 23, 24, 25, 26, 27 -> vote(conversation, who, random);
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

    // most messages are none, so it is tried until one is
    private void vote(ConversationId conversation, UserId who, Random random) {
        for (int i = 0; i < 10; i++) {
            var which = new Which(conversation, seq(random), null);
            try {
                if (random.nextInt(8) == 0) {
                    world.polls.close(who, which);
                } else {
                    world.polls.vote(
                            who,
                            which,
                            LongStream.range(0, 3)
                                    .filter(at -> random.nextInt(3) == 0)
                                    .boxed()
                                    .toList());
                }
                return;
            } catch (Refusal refused) {
                // the next one
            }
        }
    }

    private static long seq(Random random) {
        return 1 + random.nextInt(60);
    }

    private void edit(ConversationId conversation, UserId who, Random random, String text) {
        var edit = new MessageEditor.Edit(seq(random), text, MessageContent.PLAIN, null, null);
        world.editor.edit(who, conversation, edit);
    }

    private void erase(ConversationId conversation, UserId who, Random random) {
        long low = seq(random);
        var range = new SeqRange(low, low + random.nextInt(4));
        world.eraser.erase(who, conversation, List.of(range), null);
    }

    private void hide(ConversationId conversation, UserId who, Random random) {
        long low = seq(random);
        var range = new SeqRange(low, low + random.nextInt(4));
        world.eraser.hide(who, world.account(who), conversation, List.of(range), null);
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
}
