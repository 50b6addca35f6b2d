package parley.gateway.command;

import parley.core.receipt.ReceiptTracker;
import parley.protocol.Command;
import parley.protocol.Reply;

/// `ack` and `read`: how far this user got.
final class MarkCommands {
    private final ReceiptTracker tracker;
    private final IdReader ids;

    MarkCommands(ReceiptTracker tracker, IdReader ids) {
        this.tracker = tracker;
        this.ids = ids;
    }

    void ack(Command.Ack command, Caller caller) throws InterruptedException {
        mark(caller, command.conversation(), command.seq(), false);
        caller.ok(command.id(), Reply.NOTHING);
    }

    void read(Command.Read command, Caller caller) throws InterruptedException {
        mark(caller, command.conversation(), command.seq(), true);
        caller.ok(command.id(), Reply.NOTHING);
    }

    private void mark(Caller caller, String conversation, long seq, boolean read) {
        boolean aside = !caller.isLive();
        tracker.mark(caller.identity().user(), ids.conversation(conversation), seq, read, aside);
    }
}
