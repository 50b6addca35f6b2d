package parley.client;

import java.util.LinkedHashMap;
import java.util.Map;
import parley.client.ParleyEvent.Durable;
import parley.protocol.Fields;

/// Asks for the changes between what was told and what came: for [#ASKED] conversations at once,
/// and at the pace that the server bears; the others wait in line. For the client's thread.
///
/// Bound: a conversation that is known waits once at most.
final class Gaps {
    private static final int ASKED = 16;

    private final LogTracker tracker;
    private final Session session;
    private final Map<String, Long> waiting = new LinkedHashMap<>();
    private final Pace pace = new Pace(ASKED, System::nanoTime);
    private int asked;

    Gaps(LogTracker tracker, Session session) {
        this.tracker = tracker;
        this.session = session;
    }

    /// The changes of a conversation after this rev are wanted.
    void fill(String conversation, long after) {
        waiting.put(conversation, after);
        pump();
    }

    /// Asks for what may be asked for now.
    void pump() {
        var each = waiting.entrySet().iterator();
        while (each.hasNext() && pace.allows(asked)) {
            var next = each.next();
            if (!ask(next.getKey(), next.getValue())) {
                return; // too much waits for answers: the next turn tries again
            }
            each.remove();
            asked++;
        }
    }

    /// How long until it may go on; [Long#MAX_VALUE] if it doesn't wait for a time.
    long nextMs() {
        return waiting.isEmpty() ? Long.MAX_VALUE : pace.nextMs();
    }

    /// The connection is gone; the next one's sync begins anew.
    void disconnected() {
        waiting.clear();
        asked = 0;
    }

    private boolean ask(String conversation, long after) {
        var asker =
                new Asks.Asker() {
                    @Override
                    public void answered(Fields reply) {
                        took(conversation, after, reply);
                    }

                    @Override
                    public void lost() {
                        // it went with its connection
                    }
                };
        return session.ask(
                "changes",
                out -> out.put("conversation", conversation).put("after", after).put("limit", 100),
                asker);
    }

    private void took(String conversation, long after, Fields reply) {
        asked--;
        if ("ok".equals(reply.text("type"))) {
            pace.ok();
            var events =
                    reply.objects("events").stream().<Durable>map(ParleyEvent::durable).toList();
            tracker.fetched(conversation, events, reply.truth("more", false));
        } else {
            refused(conversation, after, reply);
        }
        pump();
    }

    private void refused(String conversation, long after, Fields error) {
        switch (error.required("code")) {
            case "rate_limited" -> {
                pace.limited(Pace.waitMs(error));
                waiting.put(conversation, after);
            }
            case "not_found" -> tracker.unavailable(conversation);
            // They are there and can't be had now. Going on without them would skip them for good,
            // since the next cursor covers them; the next connection begins at the last one.
            default -> session.cut();
        }
    }
}
