package parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.core.log.LogWorld.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;
import parley.core.message.SendOutcome;
import parley.core.message.SendOutcome.Stored;

/// What is allowed when it is handed to the log's writer, and no longer when it is written.
final class LaneRaceTest extends LaneScene {
    @Test
    void nothing_by_a_removed_member_follows_their_removal() {
        var group = world.group(false, alice, bob, carol);
        for (int round = 0; round < 200; round++) {
            var sendings = new ArrayList<CompletableFuture<SendOutcome>>();
            var go = new CountDownLatch(1);
            var removal =
                    CompletableFuture.runAsync(
                            () -> {
                                await(go);
                                world.members.remove(alice, group, bob);
                            },
                            Thread::startVirtualThread);
            for (int i = 0; i < 6; i++) {
                if (i == round % 6) {
                    go.countDown();
                }
                try {
                    sendings.add(
                            world.sending(
                                    i % 2 == 0 ? bob : carol,
                                    new Address.ToConversation(group),
                                    round + "-" + i,
                                    Conditions.NONE));
                } catch (Refusal e) {
                    assertThat(e.code()).isEqualTo(RefusalCode.NOT_FOUND);
                }
            }
            removal.orTimeout(20, TimeUnit.SECONDS).join();
            for (var one : sendings) {
                var outcome = outcome(one);
                if (!(outcome instanceof Stored)) {
                    assertThat(code(outcome)).isEqualTo(RefusalCode.NOT_FOUND);
                }
            }
            world.members.add(alice, group, List.of(bob));
        }

        var entries = world.entries(group);
        isDense(entries);
        boolean in = true;
        for (var entry : entries) {
            switch (entry) {
                case Change change
                        when change.body() instanceof MemberChanged member
                                && member.user().equals(bob) ->
                        in = !member.endsMembership();
                case Message message when message.from().equals(bob) ->
                        assertThat(in).as("rev " + message.rev()).isTrue();
                default -> {}
            }
        }
        var head = world.heads.find(group).orElseThrow();
        assertThat(head.members()).isEqualTo(3);
        assertThat(head.lastSeq()).isEqualTo(messages(entries).size());
    }

    @Test
    void nothing_is_stored_after_the_answer_to_a_block() {
        var direct = world.direct(alice, bob);
        for (int round = 0; round < 100; round++) {
            var sendings = new ArrayList<CompletableFuture<SendOutcome>>();
            var stop = new CountDownLatch(1);
            var flood =
                    CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 200 && stop.getCount() > 0; i++) {
                                    try {
                                        sendings.add(
                                                world.sending(
                                                        bob,
                                                        i % 2 == 0
                                                                ? new Address.ToUser(alice)
                                                                : new Address.ToConversation(
                                                                        direct),
                                                        "x",
                                                        Conditions.NONE));
                                    } catch (Refusal e) {
                                        assertThat(e.code()).isEqualTo(RefusalCode.BLOCKED);
                                    }
                                }
                            },
                            Thread::startVirtualThread);
            world.blocks.block(alice, bob);
            long last = world.heads.find(direct).orElseThrow().lastRev();
            stop.countDown();
            flood.orTimeout(20, TimeUnit.SECONDS).join();
            sendings.forEach(LogWorld::outcome);

            assertThat(world.heads.find(direct).orElseThrow().lastRev()).isEqualTo(last);
            assertThat(Refusals.codeOf(() -> world.send(alice, direct, "x", null)))
                    .as("in both directions")
                    .isEqualTo(RefusalCode.BLOCKED);
            world.blocks.unblock(alice, bob);
        }
        assertThat(world.send(bob, direct, "again", null)).isInstanceOf(Stored.class);
        isDense(world.entries(direct));
    }
}
