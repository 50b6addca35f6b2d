package parley.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Stores;
import parley.core.message.HistoryReader.Span;

/// Replies that belong together.
public interface ThreadContract {
    Stores stores();

    private static SendOutcome reply(Talk talk, long thread) {
        var details = new MessageContent.Details(null, 0, thread, List.of(), false, null);
        return talk.send(new MessageContent("reply", MessageContent.PLAIN, details));
    }

    @Test
    default void a_thread_counts_its_replies() {
        Talk.inGroup(
                stores(),
                talk -> {
                    for (int i = 0; i < 3; i++) {
                        reply(talk, 2);
                    }
                    var replies = Objects.requireNonNull(talk.message(talk.bob(), 2).replies());
                    assertThat(replies.count()).isEqualTo(3);
                    assertThat(replies.lastSeq()).isEqualTo(6);
                    assertThat(talk.message(talk.bob(), 1).replies()).isNull();
                });
    }

    @Test
    default void a_thread_is_paged_in_both_directions_and_around_a_reply() {
        Talk.inGroup(
                stores(),
                talk -> {
                    for (int i = 0; i < 5; i++) {
                        reply(talk, 2); // 4, 6, 8, 10, 12
                        reply(talk, 3); // 5, 7, 9, 11, 13
                    }
                    isPage(talk, new Span.InThreadAfter(2, 0), true, 4, 6);
                    isPage(talk, new Span.InThreadAfter(2, 6), true, 8, 10);
                    isPage(talk, new Span.InThreadAfter(2, 9), false, 10, 12);
                    isPage(talk, new Span.InThreadAfter(2, 12), false);
                    isPage(talk, new Span.InThread(2, Long.MAX_VALUE), true, 10, 12);
                    isPage(talk, new Span.InThreadAround(2, 8), true, 6, 8);
                    isPage(talk, new Span.InThreadAround(2, 4), false, 4, 6);
                    isPage(talk, new Span.InThreadAround(2, 7), true, 6, 8);
                    talk.hide(talk.bob(), 8, 8);
                    isPage(talk, new Span.InThreadAfter(2, 6), false, 10, 12);
                });
    }

    private static void isPage(Talk talk, Span span, boolean more, long... seqs) {
        var page = talk.world().history.page(talk.bob(), talk.id(), span, 2);
        assertThat(page.messages().stream().mapToLong(Folded::seq).toArray()).isEqualTo(seqs);
        assertThat(page.more()).as("more").isEqualTo(more);
    }

    @Test
    default void a_thread_begins_with_a_message_that_is_in_none() {
        Talk.inGroup(stores(), ThreadContract::nested);
        Talk.between(stores(), ThreadContract::nested);
    }

    private static void nested(Talk talk) {
        assertThat(reply(talk, 2)).isInstanceOf(SendOutcome.Stored.class);
        assertThat(reply(talk, 4))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.BAD_REQUEST));
        talk.erase(talk.alice(), 4, 4);
        assertThat(reply(talk, 4)).isInstanceOf(SendOutcome.Refused.class);
        assertThat(reply(talk, 2)).isInstanceOf(SendOutcome.Stored.class);
    }
}
