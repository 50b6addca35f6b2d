package parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.conversation.JoinKeeper.Outcome;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.core.log.ChangeBody.JoinAsked;
import parley.core.log.ChangeBody.JoinAsked.Answer;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.MemberChanged.How;
import parley.core.log.LogEntry;
import parley.core.log.LogWorld;
import parley.core.log.Message;
import parley.core.message.HistoryReader.Span;
import parley.core.message.ReactionKeeper.Which;
import parley.core.message.SendOutcome.Refused;
import parley.core.message.SendOutcome.Stored;

/// The life of groups and channels, from the use case to the rows and back.
public interface GroupLifeContract {
    Stores stores();

    /// A group or channel of Ann, its owner, and Bob; Cid isn't in it.
    record Club(LogWorld world, UserId ann, UserId bob, UserId cid, ConversationId id) {
        Head head() {
            return world.database.conversations().head(id).orElseThrow();
        }

        void set(SettingsPatch patch) {
            world.groups.change(ann, id, patch);
        }

        void joinBy(Joining joining) {
            set(new SettingsPatch(null, null, null, joining, null, null, null));
        }

        RefusalCode refused(Runnable deed) {
            return Refusals.codeOf(deed::run);
        }

        List<How> hows() {
            return world.entries(id).stream()
                    .flatMap(entry -> member(entry).stream())
                    .map(MemberChanged::how)
                    .toList();
        }

        private static Optional<MemberChanged> member(LogEntry entry) {
            return entry instanceof Change change ? change.body().member() : Optional.empty();
        }

        List<Answer> asked(UserId who) {
            var answers = new ArrayList<Answer>();
            for (var entry : world.entries(world.account(who))) {
                if (entry instanceof Change change && change.body() instanceof JoinAsked asked) {
                    answers.add(asked.state());
                }
            }
            return answers;
        }

        boolean reads(UserId who) {
            try {
                world.history.page(who, id, Span.latest(), 10);
                return true;
            } catch (Refusal e) {
                return false;
            }
        }
    }

    private void club(Kind kind, Consumer<Club> what) {
        try (var world = new LogWorld(stores())) {
            var people = world.people(3);
            var id = world.group(kind, false, people.get(0), people.get(1));
            what.accept(new Club(world, people.get(0), people.get(1), people.get(2), id));
        }
    }

    @Test
    default void settings_are_kept_and_only_what_changed_is_told() {
        club(
                Kind.GROUP,
                club -> {
                    var patch =
                            new SettingsPatch(
                                    "Tea",
                                    "at five",
                                    true,
                                    Joining.OPEN,
                                    Map.of(Action.INVITE, Role.MEMBER, Action.PIN, Role.ADMIN),
                                    3_600,
                                    5);
                    club.set(patch);
                    club.set(patch);

                    var settings = club.head().settings();
                    assertThat(settings.description()).isEqualTo("at five");
                    assertThat(settings.historyJoined()).isTrue();
                    assertThat(settings.rules().join()).isEqualTo(Joining.OPEN);
                    assertThat(settings.rules().slowS()).isEqualTo(5);
                    assertThat(Permissions.of(club.head()).lowest(Action.INVITE))
                            .isEqualTo(Role.MEMBER);
                    assertThat(club.world().entries(club.id())).hasSize(3);
                    var told = ((Change) club.world().entries(club.id()).getLast()).body();
                    assertThat(told).isInstanceOf(ConversationChanged.class);
                    var now = ((ConversationChanged) told).now();
                    assertThat(now.title()).as("it was called so").isNull();
                    assertThat(now.permissions())
                            .as("all that is permitted now")
                            .containsEntry(Action.INVITE, Role.MEMBER)
                            .containsEntry(Action.SEND, Role.MEMBER)
                            .hasSize(7);
                });
    }

    @Test
    default void messages_go_after_the_conversations_time_and_members_wait_between_two() {
        club(
                Kind.GROUP,
                club -> {
                    var world = club.world();
                    club.set(new SettingsPatch(null, null, null, null, null, 60, 3_600));
                    assertThat(world.send(club.bob(), club.id(), "one", "1"))
                            .isInstanceOf(Stored.class);
                    var second = world.send(club.bob(), club.id(), "two", "2");
                    assertThat(second).isInstanceOf(Refused.class);
                    assertThat(((Refused) second).code()).isEqualTo(RefusalCode.RATE_LIMITED);
                    assertThat(((Refused) second).retryAfter())
                            .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
                    assertThat(world.send(club.bob(), club.id(), "one", "1"))
                            .as("a repetition is no second message")
                            .isInstanceOf(Stored.class);
                    assertThat(world.send(club.ann(), club.id(), "mine", "1"))
                            .isInstanceOf(Stored.class);
                    assertThat(world.send(club.ann(), club.id(), "mine too", "2"))
                            .isInstanceOf(Stored.class);
                    var message = (Message) world.entries(club.id()).getLast();
                    assertThat(message.expiresAt()).isEqualTo(message.at().plusSeconds(60));

                    club.set(new SettingsPatch(null, null, null, null, null, 0, 0));
                    assertThat(world.send(club.bob(), club.id(), "two", "2"))
                            .isInstanceOf(Stored.class);
                    assertThat(((Message) world.entries(club.id()).getLast()).expiresAt()).isNull();
                });
    }

    @Test
    default void a_direct_conversation_has_a_time_for_its_messages_and_is_cleared_by_each() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var ann = people.get(0);
            var bob = people.get(1);
            var talk = world.direct(ann, bob);
            var minute = new SettingsPatch(null, null, null, null, null, 60, null);
            assertThat(Refusals.codeOf(() -> world.groups.change(ann, talk, minute)))
                    .isEqualTo(RefusalCode.CONFLICT);
            world.send(ann, talk, "one", "1");
            world.groups.change(bob, talk, minute);
            world.send(ann, talk, "two", "2");
            assertThat(((Message) world.entries(talk).getLast()).expiresAt()).isNotNull();
            assertThat(
                            Refusals.codeOf(() ->
                                    world.groups.change(
                                            ann, talk, SettingsPatch.named("Us", null))))
                    .isEqualTo(RefusalCode.FORBIDDEN);

            new DirectClearer(world.log).clear(bob, world.account(bob), talk);

            assertThat(world.reader.page(bob, null, 10)).isEmpty();
            assertThat(world.reader.page(ann, null, 10)).hasSize(1);
            assertThat(world.history.page(bob, talk, Span.latest(), 10).messages()).isEmpty();
            assertThat(world.history.page(ann, talk, Span.latest(), 10).messages()).hasSize(2);
            var cleared = world.database.conversations().head(talk).orElseThrow();
            assertThat(cleared.isVeiled(2)).isTrue();
            assertThat(cleared.isVeiled(3)).isFalse();
            assertThat(cleared.settings().rules().expiresInS()).isEqualTo(60);
            world.send(ann, talk, "three", "3");
            assertThat(world.reader.page(bob, null, 10)).as("it is back").hasSize(1);
            assertThat(world.history.page(bob, talk, Span.latest(), 10).messages()).hasSize(1);
        }
    }

    @Test
    default void a_deleted_group_is_gone_for_everyone_and_so_are_its_messages() {
        club(
                Kind.GROUP,
                club -> {
                    var world = club.world();
                    for (int i = 0; i < 250; i++) {
                        world.send(club.bob(), club.id(), "secret " + i, null);
                    }
                    var code =
                            world.invitations
                                    .make(
                                            club.ann(),
                                            club.id(),
                                            new InvitationKeeper.Terms(null, 0))
                                    .code();
                    assertThat(club.refused(() -> world.groups.delete(club.bob(), club.id())))
                            .isEqualTo(RefusalCode.FORBIDDEN);
                    world.groups.delete(club.ann(), club.id());

                    assertThat(club.reads(club.ann())).isFalse();
                    assertThat(club.refused(() -> world.send(club.bob(), club.id(), "x", null)))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(club.refused(() -> world.invitations.accept(club.cid(), code)))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(club.refused(() -> world.joins.join(club.cid(), club.id())))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(world.reader.page(club.bob(), null, 10)).isEmpty();
                    new ConversationEraser(world.log).sweep();
                    assertThat(world.entries(club.id()))
                            .filteredOn(Message.class::isInstance)
                            .hasSize(250)
                            .allMatch(entry -> ((Message) entry).state().gone() != null);
                    assertThat(club.head().members()).isZero();
                });
    }

    @Test
    default void who_is_banned_cant_come_back_in_any_way_until_that_is_over() {
        club(
                Kind.GROUP,
                club -> {
                    var world = club.world();
                    club.joinBy(Joining.OPEN);
                    var terms = new InvitationKeeper.Terms(null, 0);
                    var code = world.invitations.make(club.ann(), club.id(), terms).code();
                    var ban = new BanKeeper.Terms(Instant.now().plusSeconds(3_600), "spam");
                    world.bans.ban(club.ann(), club.id(), club.bob(), ban);
                    world.bans.ban(club.ann(), club.id(), club.cid(), ban);

                    assertThat(club.reads(club.bob())).isFalse();
                    for (var banned : List.of(club.bob(), club.cid())) {
                        assertThat(club.refused(() -> world.joins.join(banned, club.id())))
                                .isEqualTo(RefusalCode.NOT_FOUND);
                        assertThat(club.refused(() -> world.invitations.accept(banned, code)))
                                .isEqualTo(RefusalCode.NOT_FOUND);
                        assertThat(
                                        club.refused(() ->
                                                world.members.add(
                                                        club.ann(), club.id(), List.of(banned))))
                                .isEqualTo(RefusalCode.FORBIDDEN);
                    }
                    assertThat(world.bans.bans(club.ann(), club.id(), null, 10))
                            .extracting(Ban::reason)
                            .containsExactly("spam", "spam");
                    assertThat(club.head().members()).isEqualTo(1);

                    world.bans.unban(club.ann(), club.id(), club.bob());
                    assertThat(world.joins.join(club.bob(), club.id())).isEqualTo(Outcome.BELONGS);
                    assertThat(club.hows())
                            .containsExactly(
                                    How.JOINED,
                                    How.JOINED,
                                    How.BANNED,
                                    How.BARRED,
                                    How.UNBANNED,
                                    How.JOINED);
                });
    }

    @Test
    default void who_asks_is_let_in_or_not_by_those_who_may_and_all_of_them_hear_of_it() {
        club(
                Kind.GROUP,
                club -> {
                    var world = club.world();
                    assertThat(club.refused(() -> world.joins.join(club.cid(), club.id())))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    club.joinBy(Joining.REQUEST);
                    assertThat(world.joins.join(club.cid(), club.id())).isEqualTo(Outcome.WAITS);
                    assertThat(world.joins.join(club.cid(), club.id())).isEqualTo(Outcome.WAITS);
                    assertThat(club.reads(club.cid())).isFalse();
                    assertThat(world.joins.requests(club.ann(), club.id(), null, 10))
                            .extracting(JoinRequest::user)
                            .containsExactly(club.cid());
                    assertThat(
                                    club.refused(() ->
                                            world.joins.accept(club.bob(), club.id(), club.cid())))
                            .isEqualTo(RefusalCode.FORBIDDEN);
                    world.joins.reject(club.ann(), club.id(), club.cid());
                    assertThat(
                                    club.refused(() ->
                                            world.joins.accept(club.ann(), club.id(), club.cid())))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    world.joins.join(club.cid(), club.id());
                    world.joins.accept(club.ann(), club.id(), club.cid());

                    assertThat(club.reads(club.cid())).isTrue();
                    var answers =
                            List.of(Answer.ASKED, Answer.REJECTED, Answer.ASKED, Answer.ACCEPTED);
                    assertThat(club.asked(club.ann())).isEqualTo(answers);
                    assertThat(club.asked(club.cid())).isEqualTo(answers);
                    assertThat(club.asked(club.bob())).isEmpty();
                });
    }

    @Test
    default void an_invitation_lets_in_as_many_as_it_says_and_nobody_once_it_is_taken_back() {
        club(
                Kind.GROUP,
                club -> {
                    var world = club.world();
                    var invitations = world.invitations;
                    var once = new InvitationKeeper.Terms(Duration.ofHours(1), 1);
                    assertThat(club.refused(() -> invitations.make(club.bob(), club.id(), once)))
                            .isEqualTo(RefusalCode.FORBIDDEN);
                    var code = invitations.make(club.ann(), club.id(), once).code();
                    assertThat(code).matches("[A-Za-z0-9_-]{22}");
                    assertThat(invitations.preview(code).settings().title()).isEqualTo("Tea");
                    assertThat(invitations.accept(club.bob(), code)).isEqualTo(club.id());
                    assertThat(invitations.accept(club.cid(), code)).isEqualTo(club.id());
                    assertThat(club.reads(club.cid())).isTrue();
                    var dan = world.people(1).getFirst();
                    assertThat(club.refused(() -> invitations.accept(dan, code)))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(invitations.invitations(club.ann(), club.id())).isEmpty();

                    var any = new InvitationKeeper.Terms(null, 0);
                    var open = invitations.make(club.ann(), club.id(), any).code();
                    assertThat(invitations.invitations(club.ann(), club.id())).hasSize(1);
                    invitations.revoke(club.ann(), club.id(), open);
                    assertThat(club.refused(() -> invitations.accept(dan, open)))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(club.refused(() -> invitations.preview(open)))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                });
    }

    @Test
    default void a_channels_readers_come_react_and_go_without_a_change() {
        club(
                Kind.CHANNEL,
                club -> {
                    var world = club.world();
                    club.joinBy(Joining.OPEN);
                    world.send(club.ann(), club.id(), "news", "1");
                    long rev = club.head().lastRev();
                    assertThat(
                                    club.refused(() ->
                                            world.tracker.mark(club.cid(), club.id(), 1, true)))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    world.joins.join(club.cid(), club.id());
                    world.tracker.mark(club.cid(), club.id(), 1, true);
                    world.reactions.react(club.cid(), new Which(club.id(), 1, null), "👍", true);
                    assertThat(club.head().members()).isEqualTo(3);
                    assertThat(world.database.conversations().channelsOf(club.cid()))
                            .containsExactly(club.id());
                    assertThat(world.history.message(club.bob(), club.id(), 1).message().state())
                            .satisfies(state -> assertThat(state.reactions()).hasSize(1));
                    assertThat(club.refused(() -> world.send(club.cid(), club.id(), "x", null)))
                            .isEqualTo(RefusalCode.READ_ONLY);
                    world.members.leave(club.cid(), club.id());
                    assertThat(
                                    club.refused(() ->
                                            world.tracker.mark(club.cid(), club.id(), 1, true)))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(club.reads(club.cid())).isFalse();
                    world.members.remove(club.ann(), club.id(), club.bob());

                    assertThat(world.database.conversations().channelsOf(club.cid())).isEmpty();
                    assertThat(club.head().lastRev()).isEqualTo(rev);
                    assertThat(club.head().members()).isEqualTo(1);
                    assertThat(club.hows()).containsExactly(How.JOINED);
                });
    }
}
