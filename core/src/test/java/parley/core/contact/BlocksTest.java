package parley.core.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.core.PeopleWorld;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.BlockChanged;
import parley.core.log.MessageLog;
import parley.core.log.Origin;
import parley.core.message.MessageDraft;
import parley.core.message.SendOutcome;
import parley.core.user.User;

class BlocksTest {
    private final PeopleWorld world = new PeopleWorld();
    private final BlockCache cache = new BlockCache(world.contacts());
    private final Blocks blocks = new Blocks(world, world.contacts(), cache);
    private final User alice = world.person(1, "alice");
    private final User bob = world.person(2, "bob");
    private final User carol = world.person(3, "carol");

    @Test
    void a_block_holds_in_both_directions_and_between_no_others() {
        assertThat(cache.blocked(alice.id(), bob.id())).isFalse();

        blocks.block(alice.id(), bob.id());

        assertThat(cache.blocked(alice.id(), bob.id())).isTrue();
        assertThat(cache.blocked(bob.id(), alice.id())).isTrue();
        assertThat(cache.blocked(alice.id(), carol.id())).isFalse();
        assertThat(cache.blocked(alice.id(), alice.id())).isFalse();
    }

    @Test
    void the_end_of_a_block_lets_both_write_again_unless_the_other_blocks_too() {
        blocks.block(alice.id(), bob.id());
        blocks.block(bob.id(), alice.id());

        blocks.unblock(alice.id(), bob.id());
        assertThat(cache.blocked(alice.id(), bob.id())).isTrue();
        blocks.unblock(bob.id(), alice.id());
        assertThat(cache.blocked(alice.id(), bob.id())).isFalse();
    }

    @Test
    void only_the_one_who_blocks_is_told_and_only_once() {
        blocks.block(alice.id(), bob.id());
        blocks.block(alice.id(), bob.id());
        blocks.unblock(alice.id(), bob.id());
        blocks.unblock(alice.id(), bob.id());

        assertThat(world.told(alice))
                .containsExactly(
                        new BlockChanged(bob.id(), true), new BlockChanged(bob.id(), false));
        assertThat(world.told(bob)).isEmpty();
    }

    @Test
    void those_blocked_are_listed_for_the_one_who_blocks() {
        blocks.block(alice.id(), bob.id());

        assertThat(blocks.list(alice.id())).extracting(Contact::peer).containsExactly(bob.id());
        assertThat(blocks.list(bob.id())).isEmpty();
    }

    @Test
    void drafts_between_the_two_that_were_decided_before_are_decided_again() {
        var conversation = world.connect(alice.id(), bob.id());
        world.connect(alice.id(), carol.id());

        blocks.block(alice.id(), bob.id());
        blocks.block(alice.id(), bob.id());

        assertThat(world.outdated).containsExactly(conversation);
    }

    @Test
    void oneself_and_nobody_can_not_be_blocked() {
        assertThat(Refusals.codeOf(() -> blocks.block(alice.id(), alice.id())))
                .isEqualTo(RefusalCode.BAD_REQUEST);
        assertThat(Refusals.codeOf(() -> blocks.block(alice.id(), new UserId(7))))
                .isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(Refusals.codeOf(() -> blocks.unblock(alice.id(), new UserId(7))))
                .isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void a_block_counts_while_it_is_being_written() {
        var during = new ArrayList<Boolean>();
        var watched = new Blocks(watching(during), world.contacts(), cache);
        assertThat(cache.blocked(bob.id(), alice.id())).isFalse();

        watched.block(alice.id(), bob.id());

        assertThat(during).containsExactly(true, true);
        assertThat(cache.blocked(bob.id(), alice.id())).isTrue();
    }

    @Test
    void a_block_that_failed_counts_no_more() {
        var refusing = new Blocks(refusing(), world.contacts(), cache);

        assertThat(Refusals.codeOf(() -> refusing.block(alice.id(), bob.id())))
                .isEqualTo(RefusalCode.UNAVAILABLE);

        assertThat(cache.blocked(alice.id(), bob.id())).isFalse();
    }

    @Test
    void a_block_written_by_another_node_is_seen_once_forgotten() {
        assertThat(cache.blocked(alice.id(), bob.id())).isFalse();
        new Blocks(world, world.contacts(), new BlockCache(world.contacts()))
                .block(bob.id(), alice.id());

        cache.forget(alice.id(), bob.id());

        assertThat(cache.blocked(alice.id(), bob.id())).isTrue();
    }

    @Test
    void who_blocks_whom_is_read_once() {
        var reads = new ArrayList<UserId>();
        var counted = new BlockCache(counting(reads));

        for (int i = 0; i < 100; i++) {
            counted.blocked(alice.id(), bob.id());
            counted.blocked(alice.id(), carol.id());
        }

        assertThat(reads).containsExactly(alice.id());
    }

    /// Asks, while the rule is written and right after, whether the two count as blocked.
    private MessageLog watching(List<Boolean> during) {
        return new WorldLog() {
            @Override
            public <T> T amend(@Nullable Origin origin, Amendment<T> rule) {
                during.add(cache.blocked(bob.id(), alice.id()));
                T outcome = world.amend(rule);
                during.add(cache.blocked(bob.id(), alice.id()));
                return outcome;
            }
        };
    }

    private MessageLog refusing() {
        return new WorldLog() {
            @Override
            public <T> T amend(@Nullable Origin origin, Amendment<T> rule) {
                throw Refusal.of(RefusalCode.UNAVAILABLE, "not now");
            }
        };
    }

    private ContactStore counting(List<UserId> reads) {
        return new ContactStore() {
            @Override
            public Optional<Contact> find(UserId user, UserId peer) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Contact> contactsOf(UserId user, int max) {
                return List.of();
            }

            @Override
            public List<Contact> blocksOf(UserId user, int max) {
                return List.of();
            }

            @Override
            public Set<UserId> blocksAround(UserId user) {
                reads.add(user);
                return Set.of();
            }
        };
    }

    private abstract static class WorldLog implements MessageLog {
        @Override
        public CompletableFuture<SendOutcome> append(MessageDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Void> flushMarks() {
            throw new UnsupportedOperationException();
        }
    }
}
