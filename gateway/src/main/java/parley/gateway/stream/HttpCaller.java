package parley.gateway.stream;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AccessTokens.Claims;
import parley.core.log.Origin;
import parley.gateway.command.Caller;
import parley.gateway.command.CommandTable;
import parley.gateway.command.SendSlots;
import parley.gateway.command.Traces;
import parley.gateway.http.Response;
import parley.gateway.session.Identity;
import parley.gateway.session.Sessions.Session;
import parley.protocol.Codec;
import parley.protocol.FrameError;
import parley.protocol.Limits;
import parley.protocol.Reply;

/// The commands of one HTTP request. Their replies are gathered into the answer; the events that
/// they make come to the session's stream like everyone's.
///
/// Bound: [#REPLIES_BYTES] of replies; the commands after them are refused.
final class HttpCaller implements Caller {
    private static final int REPLIES_BYTES = 1024 * 1024;

    private final HttpSession session;
    private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
    private final SendSlots sends;

    HttpCaller(HttpSession session) {
        this.session = session;
        sends = new SendSlots(session.parts().crowding());
    }

    Response run(byte[] lines) throws InterruptedException {
        int from = 0;
        for (int i = 0; i <= lines.length; i++) {
            if (i == lines.length || lines[i] == '\n') {
                int end = i > from && lines[i - 1] == '\r' ? i - 1 : i;
                if (end > from) {
                    run(lines, from, end - from);
                }
                from = i + 1;
            }
        }
        settle();
        synchronized (replies) {
            return new Response.Whole(
                    200,
                    Map.of("Content-Type", "application/x-ndjson", "Cache-Control", "no-store"),
                    replies.toByteArray());
        }
    }

    private void run(byte[] bytes, int from, int length) throws InterruptedException {
        if (length > Limits.FRAME_BYTES) {
            reply(
                    CommandTable.error(
                            null, FrameError.badFrame("A frame has at most 65536 bytes.")));
            return;
        }
        try {
            var frame = Codec.JSON.read(bytes, from, length);
            if (hasRoom()) {
                session.parts().commands().run(frame, this);
            } else {
                reply(CommandTable.error(frame.echoableId(), tooManyReplies()));
            }
        } catch (FrameError e) {
            reply(CommandTable.error(null, e));
        }
    }

    private boolean hasRoom() {
        synchronized (replies) {
            return replies.size() < REPLIES_BYTES;
        }
    }

    private static Refusal tooManyReplies() {
        return Refusal.of(
                RefusalCode.UNAVAILABLE, "The replies are too long; send the rest by itself.");
    }

    @Override
    public Identity identity() {
        return session.identity();
    }

    @Override
    public Session session() {
        return session.session();
    }

    @Override
    public InetSocketAddress address() {
        return session.address();
    }

    @Override
    public boolean sharesPresence() {
        return session.sharesPresence();
    }

    @Override
    public boolean isLive() {
        return session.isAttached();
    }

    @Override
    public void reply(Reply reply) {
        replyLater(reply);
    }

    @Override
    public void replyLater(Reply reply) {
        synchronized (replies) {
            replies.writeBytes(Codec.JSON.write(Traces.traced(reply)));
            replies.write('\n');
        }
    }

    @Override
    public @Nullable Origin origin(String commandId) {
        return null;
    }

    @Override
    public void sending() throws InterruptedException {
        sends.take();
    }

    @Override
    public void sent() {
        sends.give();
    }

    @Override
    public void settle() throws InterruptedException {
        sends.awaitFree();
    }

    @Override
    public void renew(Claims claims) {
        session.renew(claims);
    }

    @Override
    public @Nullable String cursor() {
        return null;
    }
}
