package parley.gateway.hub;

import parley.core.conversation.ConversationStore;

/// Lets connections in to be told of what happens, and out again. Thread-safe; letting in blocks.
public final class Arrivals {
    private final Hub hub;
    private final FanOut fanOut;
    private final ConversationStore store;

    public Arrivals(Hub hub, FanOut fanOut, ConversationStore store) {
        this.hub = hub;
        this.fanOut = fanOut;
        this.store = store;
    }

    /// From here on the receiver is told of each batch that isn't committed yet, in conversations
    /// of every kind.
    public void add(Receiver receiver) {
        hub.add(receiver);
        fanOut.expect(receiver.user());
        try {
            fanOut.seat(receiver.user(), store.channelsOf(receiver.user()));
        } catch (RuntimeException e) {
            fanOut.seat(receiver.user(), null);
            throw e;
        }
    }

    public void remove(Receiver receiver) {
        hub.remove(receiver);
    }
}
