package parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger =
            new Ledger(new Ledger.Run(new RunClock(), new Window(), 9, 100, 24));

    private Totals totals() {
        return Totals.of(List.of(ledger.tally()));
    }

    @Test
    void a_message_that_never_comes_is_missing() {
        var first = ledger.next(1, 2, 0, 1, 0).clone();
        ledger.next(1, 2, 0, 1, 0);
        ledger.received(2, first, 0, first.length, false);
        assertThat(totals().sent()).isEqualTo(2);
        assertThat(totals().received()).isEqualTo(1);
        assertThat(totals().missing()).isEqualTo(1);
    }

    @Test
    void a_message_that_comes_twice_is_doubled_unless_it_came_with_what_was_missed() {
        var text = ledger.next(1, 2, 0, 1, 0);
        ledger.received(2, text, 0, text.length, false);
        ledger.received(2, text, 0, text.length, true);
        ledger.received(2, text, 0, text.length, false);
        assertThat(totals().received()).isEqualTo(1);
        assertThat(totals().doubled()).isEqualTo(1);
        assertThat(totals().repeated()).isEqualTo(1);
        assertThat(totals().missing()).isZero();
    }

    @Test
    void a_message_behind_a_later_one_is_out_of_order() {
        var first = ledger.next(1, 2, 0, 1, 0).clone();
        var second = ledger.next(1, 2, 0, 1, 0);
        ledger.received(2, second, 0, second.length, false);
        ledger.received(2, first, 0, first.length, false);
        assertThat(totals().outOfOrder()).isEqualTo(1);
        assertThat(totals().missing()).isZero();
    }

    @Test
    void a_group_message_is_awaited_by_every_other_member() {
        var text = ledger.next(0, 0, 1, 3, 0);
        ledger.received(1, text, 0, text.length, false);
        ledger.received(2, text, 0, text.length, false);
        assertThat(totals().missing()).isEqualTo(1);
    }

    @Test
    void a_refused_message_is_not_awaited() {
        var text = ledger.next(0, 0, 1, 3, 0);
        ledger.refused(text, 0, text.length, 3);
        assertThat(totals().missing()).isZero();
        assertThat(totals().unanswered()).isZero();
        assertThat(totals().refused()).isEqualTo(1);
    }

    @Test
    void texts_of_other_runs_are_passed_over() {
        var other = new Ledger(new Ledger.Run(new RunClock(), new Window(), 8, 100, 24));
        var text = other.next(1, 2, 0, 1, 0);
        ledger.received(2, text, 0, text.length, false);
        assertThat(totals().received()).isZero();
    }

    @Test
    void ones_own_messages_are_not_received() {
        var text = ledger.next(1, 2, 0, 1, 0);
        ledger.received(1, text, 0, text.length, true);
        assertThat(totals().received()).isZero();
    }
}
