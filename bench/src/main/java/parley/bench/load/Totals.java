package parley.bench.load;

import java.util.Collection;
import java.util.function.Function;

/// What became of a run's messages, all event loops together.
public record Totals(
        long sent,
        long expected,
        long acknowledged,
        long refused,
        long refusedReceivers,
        long received,
        long doubled,
        long repeated,
        long outOfOrder,
        long skipped,
        long incomplete,
        long answered,
        long commandsRefused,
        long connected,
        long logins,
        long retries,
        long turnedAway,
        long dropped) {

    /// As it is now.
    public static Totals of(Collection<Tally> tallies) {
        return new Totals(
                sum(tallies, tally -> tally.sent),
                sum(tallies, tally -> tally.expected),
                sum(tallies, tally -> tally.acknowledged),
                sum(tallies, tally -> tally.refused),
                sum(tallies, tally -> tally.refusedReceivers),
                sum(tallies, tally -> tally.received),
                sum(tallies, tally -> tally.doubled),
                sum(tallies, tally -> tally.repeated),
                sum(tallies, tally -> tally.outOfOrder),
                sum(tallies, tally -> tally.skipped),
                sum(tallies, tally -> tally.incomplete),
                sum(tallies, tally -> tally.answered),
                sum(tallies, tally -> tally.commandsRefused),
                sum(tallies, tally -> tally.connected),
                sum(tallies, tally -> tally.logins),
                sum(tallies, tally -> tally.retries),
                sum(tallies, tally -> tally.turnedAway),
                sum(tallies, tally -> tally.dropped));
    }

    private static long sum(Collection<Tally> tallies, Function<Tally, Count> of) {
        return tallies.stream().mapToLong(tally -> of.apply(tally).now()).sum();
    }

    /// Deliveries that are still to come, or never will.
    public long missing() {
        return expected - refusedReceivers - received;
    }

    /// Sends that have no answer yet.
    public long unanswered() {
        return sent - acknowledged - refused;
    }
}
