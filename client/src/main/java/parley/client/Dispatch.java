package parley.client;

import org.jspecify.annotations.Nullable;
import parley.client.ParleyEvent.Message;
import parley.protocol.Fields;

/// Hands what is in the outbox to a link, and takes in what is answered to it.
final class Dispatch {
    private final ClientParts parts;
    private final LogTracker tracker;
    private final Session session;

    Dispatch(ClientParts parts, LogTracker tracker, Session session) {
        this.parts = parts;
        this.tracker = tracker;
        this.session = session;
    }

    /// @return whether it could be handed over
    boolean write(Link to, Outbox.Item item, @Nullable String after) {
        boolean inOrder = to.repliesInOrder();
        var asker =
                new Asks.Asker() {
                    @Override
                    public void answered(Fields reply) {
                        if ("ok".equals(reply.text("type"))) {
                            stored(item, reply, inOrder);
                        } else {
                            parts.outbox().refused(item, reply);
                        }
                        session.pump();
                    }

                    @Override
                    public void lost() {
                        // it stays in the outbox
                    }
                };
        var id = parts.asks().add(asker);
        if (id == null) {
            return false;
        }
        to.send(Outbox.frame(item, id, after));
        return true;
    }

    private void stored(Outbox.Item item, Fields ok, boolean inOrder) {
        var sent = parts.outbox().stored(item, ok);
        if (inOrder && !sent.duplicate()) {
            tracker.came(
                    new Message(
                            sent.conversation(),
                            sent.rev(),
                            sent.seq(),
                            String.valueOf(session.self()),
                            sent.at(),
                            item.draft.text(),
                            item.key,
                            null));
        }
        item.future.complete(sent);
    }
}
