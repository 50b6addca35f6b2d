package parley.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.message.MessageContent;
import parley.core.message.MessageEditor;
import parley.core.message.SeqRange;
import parley.core.report.Report.Evidence;
import parley.core.report.Report.Reason;
import parley.core.report.Report.What;
import parley.core.report.ReportStore.PageEnd;

/// What people report, from the use case to the rows and back.
public interface ReportContract {
    Stores stores();

    private static What about(ConversationId conversation) {
        return new What(conversation, null, Reason.SPAM, "look at this");
    }

    @Test
    default void evidence_is_what_the_reporter_saw_and_outlives_the_messages() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(3);
            var alice = people.get(0);
            var bob = people.get(1);
            var tea = world.group(true, alice);
            world.send(alice, tea, "before Bob came", null);
            world.members.add(alice, tea, List.of(bob));
            world.send(alice, tea, "buy this", null);
            world.editor.edit(
                    alice,
                    tea,
                    new MessageEditor.Edit(2, "buy that", MessageContent.PLAIN, null, null));
            assertThat(codeOf(world, bob, tea, 1L, 2L)).isEqualTo(RefusalCode.NOT_FOUND);
            assertThat(codeOf(world, people.get(2), tea, 2L)).isEqualTo(RefusalCode.NOT_FOUND);
            var made = world.reporter.report(bob, about(tea), List.of(2L));
            world.eraser.erase(alice, tea, List.of(SeqRange.of(2)), null);
            assertThat(codeOf(world, bob, tea, 2L)).isEqualTo(RefusalCode.NOT_FOUND);
            var kept = world.desk.find(made.id());
            assertThat(kept).isEqualTo(made);
            assertThat(kept.evidence())
                    .extracting(Evidence::seq, Evidence::from, Evidence::text)
                    .containsExactly(tuple(2L, alice, "buy that"));
        }
    }

    private static RefusalCode codeOf(
            LogWorld world, UserId who, ConversationId where, Long... seqs) {
        return Refusals.codeOf(() -> world.reporter.report(who, about(where), List.of(seqs)));
    }

    @Test
    default void the_operator_pages_through_them_and_resolves_them() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var bob = people.get(1);
            var what = new What(null, people.get(0), Reason.OTHER, "");
            var first = world.reporter.report(bob, what, List.of());
            var second = world.reporter.report(bob, what, List.of());
            assertThat(own(world, false, bob, null))
                    .containsExactlyInAnyOrder(first.id(), second.id());
            var newest = own(world, false, bob, null).getFirst();
            var end = world.desk.find(newest);
            assertThat(own(world, false, bob, new PageEnd(end.at(), end.id())))
                    .hasSize(1)
                    .doesNotContain(newest);
            var resolved = world.desk.resolve(first.id(), "talked to them");
            assertThat(resolved.resolved()).isNotNull();
            assertThat(world.desk.find(first.id())).isEqualTo(resolved);
            assertThat(own(world, false, bob, null)).containsExactly(second.id());
            assertThat(own(world, true, bob, null)).containsExactly(first.id());
            world.desk.erase(first.id());
            assertThat(Refusals.codeOf(() -> world.desk.find(first.id())))
                    .isEqualTo(RefusalCode.NOT_FOUND);
            assertThat(Refusals.codeOf(() -> world.desk.resolve(first.id(), "")))
                    .isEqualTo(RefusalCode.NOT_FOUND);
        }
    }

    // others may have reported in the same database
    private static List<Long> own(
            LogWorld world, boolean resolved, UserId reporter, @Nullable PageEnd after) {
        return world.desk.page(resolved, after, 1_000).stream()
                .filter(one -> one.reporter().equals(reporter))
                .map(Report::id)
                .toList();
    }

    @Test
    default void ten_an_hour_are_taken_of_one_user() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var what = new What(null, people.get(0), Reason.SPAM, "");
            for (int i = 0; i < Reporter.HOUR_MAX; i++) {
                world.reporter.report(people.get(1), what, List.of());
            }
            var refusal = Refusals.of(() -> world.reporter.report(people.get(1), what, List.of()));
            assertThat(refusal.code()).isEqualTo(RefusalCode.RATE_LIMITED);
            assertThat(refusal.retryAfter()).isPositive();
            assertThat(world.reporter.report(people.get(0), what, List.of())).isNotNull();
        }
    }
}
