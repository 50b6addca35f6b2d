package parley.core.schedule;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.ScheduledChanged.State;
import parley.core.log.MessageLog;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender;
import parley.core.message.MessageSender.Address;
import parley.core.message.SendOutcome;
import parley.core.user.User;

/// Sends what was scheduled when its time has come: an ordinary send under its key, with what its
/// author may do then. What was due while the server was down is sent by the first round. One round
/// at a time.
///
/// - Once only: a process that is killed between the send and its note sends again under the same
///   key, which changes nothing.
/// - What can't be stored now (`unavailable`, `unknown`) is tried again by the next round; what is
///   refused stays as failed, with the code, until its author changes or cancels it.
/// - Bound: [#AT_ONCE] messages in memory; no timer for any of them.
public final class DueSender {
    private static final int AT_ONCE = 100;

    private final MessageLog log;
    private final MessageSender sender;
    private final ScheduledStore store;
    private final InstantSource clock;

    public DueSender(
            MessageLog log, MessageSender sender, ScheduledStore store, InstantSource clock) {
        this.log = log;
        this.sender = sender;
        this.store = store;
        this.clock = clock;
    }

    private record Sending(Scheduled scheduled, CompletableFuture<SendOutcome> outcome) {}

    private record Ended(Scheduled scheduled, @Nullable RefusalCode code) {}

    /// Sends all that is due now.
    ///
    /// @return how many messages were sent, or found to be impossible to send
    /// @throws Refusal `unavailable`; then the next round does the rest
    public int sendDue() {
        int ended = 0;
        int last = AT_ONCE;
        while (last == AT_ONCE && store.anyDue(clock.instant())) {
            last = sendSome();
            ended += last;
        }
        return ended;
    }

    private int sendSome() {
        List<Scheduled> due = log.amend(DueSender::claim);
        // handed in one after another, so that one conversation gets them in the order of their
        // time
        var sending = due.stream().map(one -> new Sending(one, send(one))).toList();
        var ended = new ArrayList<Ended>();
        for (var one : sending) {
            switch (one.outcome().join()) {
                case SendOutcome.Stored stored -> ended.add(new Ended(one.scheduled(), null));
                case SendOutcome.Refused(var code, var message, var wait, var field) -> {
                    if (code != RefusalCode.UNAVAILABLE && code != RefusalCode.UNKNOWN) {
                        ended.add(new Ended(one.scheduled(), code));
                    }
                }
                case SendOutcome.Outdated outdated -> {} // members change too fast; the next round
            }
        }
        if (!ended.isEmpty()) {
            log.<Boolean>amend(scope -> note(scope, ended));
        }
        return ended.size();
    }

    // Marked before they are sent, so that nobody cancels what is on its way. Those of a round that
    // was killed are marked already, and taken again.
    private static List<Scheduled> claim(AmendmentScope scope) {
        var rows = scope.rows().scheduled();
        var due = rows.due(scope.now(), AT_ONCE);
        for (var one : due) {
            if (one.state() != State.SENDING) {
                rows.put(one.with(State.SENDING, null));
            }
        }
        return due;
    }

    private CompletableFuture<SendOutcome> send(Scheduled due) {
        var of = due.of();
        var request =
                new MessageSender.Request(
                        new Address.ToConversation(of.conversation()),
                        due.content(),
                        Conditions.ofKey(of.key()),
                        null);
        try {
            sender.requireActive(of.user());
            return sender.send(new MessageSender.Sender(of.user(), due.device()), request);
        } catch (Refusal e) {
            return CompletableFuture.completedFuture(
                    new SendOutcome.Refused(e.code(), e.sentence()));
        }
    }

    private static boolean note(AmendmentScope scope, List<Ended> ended) {
        for (var one : ended) {
            note(scope, one.scheduled(), one.code());
        }
        return true;
    }

    private static void note(
            AmendmentScope scope, Scheduled scheduled, @Nullable RefusalCode code) {
        var rows = scope.rows().scheduled();
        if (rows.find(scheduled.of()).isEmpty()) {
            return; // another node noted it, or its author is gone
        }
        var next = scheduled.with(code == null ? State.SENT : State.FAILED, code);
        // what isn't theirs to see any more is nowhere listed, so its text doesn't stay either
        if (code == null || code == RefusalCode.NOT_FOUND) {
            rows.remove(scheduled.of());
        } else {
            rows.put(next);
        }
        boolean there = scope.rows().user(scheduled.of().user()).filter(User::isActive).isPresent();
        if (there) {
            Scheduler.tell(scope, scheduled.of().user(), next.told());
        }
    }
}
