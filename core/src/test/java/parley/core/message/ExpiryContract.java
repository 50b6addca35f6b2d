package parley.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.report.Report.Reason;
import parley.core.report.Report.What;

/// What is only there for a time.
public interface ExpiryContract {
    Stores stores();

    @Test
    default void what_has_had_its_time_is_erased_without_a_change() {
        Talk.between(
                stores(),
                talk -> {
                    var details =
                            new MessageContent.Details(
                                    null, 0, 0, List.of(), false, Duration.ofSeconds(1));
                    var content = new MessageContent("burn this", MessageContent.PLAIN, details);
                    talk.send(content);
                    assertThat(talk.edit(talk.alice(), 4, "burn that", "").rev()).isEqualTo(5);
                    var sweeper = new ExpirySweeper(talk.world().log);
                    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                    while (talk.message(talk.bob(), 4).message().state().gone() == null) {
                        assertThat(System.nanoTime()).isLessThan(deadline);
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                        sweeper.sweep();
                    }
                    assertThat(talk.world().entries(talk.id())).hasSize(5);
                    assertThat(talk.world().entries(talk.id()).toString())
                            .doesNotContain("burn th");
                    assertThat(talk.message(talk.bob(), 4).message().state())
                            .isEqualTo(MessageState.of(MessageState.Gone.EXPIRED));
                    assertThat(sweeper.sweep()).isZero();
                    assertThat(talk.unread(talk.bob())).isEqualTo(3);
                });
    }

    @Test
    default void what_is_over_is_nowhere_to_be_read_though_nobody_erased_it_yet() {
        Talk.between(
                stores(),
                talk -> {
                    var details =
                            new MessageContent.Details(
                                    null, 0, 0, List.of(), false, Duration.ofSeconds(1));
                    talk.send(new MessageContent("burn this", MessageContent.PLAIN, details));
                    talk.edit(talk.alice(), 4, "burn that", "");
                    var history = talk.world().history;
                    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                    while (!history.edits(talk.bob(), talk.id(), 4).isEmpty()) {
                        assertThat(System.nanoTime()).isLessThan(deadline);
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    }
                    assertThat(talk.message(talk.bob(), 4).message().state().gone()).isNull();
                    var edits = history.changes(talk.bob(), talk.id(), 4, 9).entries();
                    assertThat(edits).hasSize(1);
                    assertThat(edits.toString()).doesNotContain("burn").contains("EXPIRED");
                    var what = new What(talk.id(), null, Reason.SPAM, "");
                    assertThat(
                                    Refusals.codeOf(() ->
                                            talk.world()
                                                    .reporter
                                                    .report(talk.bob(), what, List.of(4L))))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(Refusals.codeOf(() -> talk.edit(talk.alice(), 4, "keep this", "")))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                });
    }
}
