package parley.gateway.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.core.log.Positions;
import parley.core.sync.Cursors;
import parley.gateway.connection.Connection;
import parley.gateway.connection.Outgoing;
import parley.gateway.connection.Writability;
import parley.protocol.CloseCode;
import parley.protocol.Codec;
import parley.protocol.Event;
import parley.protocol.Limits;

/// One `events` request as a connection that only writes. As Server-Sent Events it goes on until it
/// is closed, and the last durable event of each turn carries the cursor as its `id`; as a long
/// poll it ends with the first turn that brought something, or when the wait is over, with a
/// `cursor` event as its last line. A turn whose cursor covers marks that aren't stored yet waits
/// for them.
///
/// Bound: as for sockets, `limits.bufferBytes` of live frames.
final class EventStream implements Connection {
    private static final Duration POLL_MAX = Duration.ofSeconds(60);

    private final Channel channel;
    private final Mode mode;
    private final InetSocketAddress address;
    private final Cursors cursors;
    private final Supplier<CompletableFuture<Void>> marksStored;
    private final Writability writability = new Writability();
    private @Nullable ByteBuf gathered;
    private @Nullable Outgoing lastDurable;
    private @Nullable ByteBuf behind; // what passes and came after that
    private @Nullable Supplier<Positions> awaited; // the turn that waits for marks
    private boolean brought;
    private boolean patient = true;
    private boolean caughtUp;
    private boolean ending;
    private boolean closing;
    private long askedBytes;
    private Runnable closeHook = () -> {};
    private Consumer<CloseCode> closingHook = code -> {};
    private Runnable beforeEnd = () -> {};

    /// How events are told.
    sealed interface Mode {
        record ServerSent() implements Mode {}

        record Poll(Duration patience) implements Mode {}
    }

    /// @param marksStored done when the marks given so far are stored
    EventStream(
            ChannelHandlerContext context,
            Mode mode,
            InetSocketAddress address,
            Cursors cursors,
            Supplier<CompletableFuture<Void>> marksStored) {
        this.channel = context.channel();
        this.mode = mode;
        this.address = address;
        this.cursors = cursors;
        this.marksStored = marksStored;
    }

    /// Writes the head of the answer. Called on the loop.
    ///
    /// @param beforeEnd what must be done before a poll's cursor is told: it calls [#finish] then
    void begin(Runnable beforeEnd) {
        this.beforeEnd = beforeEnd;
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        boolean serverSent = mode instanceof Mode.ServerSent;
        response.headers()
                .set("Content-Type", serverSent ? "text/event-stream" : "application/x-ndjson")
                .set("Cache-Control", "no-store")
                .set("X-Accel-Buffering", "no")
                .set("Transfer-Encoding", "chunked")
                .set("Connection", "close"); // else a client sends its next request into the end
        channel.writeAndFlush(response);
        if (mode instanceof Mode.Poll(Duration patience)) {
            long ms = Math.clamp(patience.toMillis(), 0, POLL_MAX.toMillis());
            loop().schedule(this::waitedEnough, ms, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public Door door() {
        return mode instanceof Mode.ServerSent ? Door.SSE : Door.POLL;
    }

    @Override
    public EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public Codec codec() {
        return Codec.JSON;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void write(Outgoing frame) {
        if (closing || !channel.isActive()) {
            return;
        }
        long waiting = waitingBytes();
        if (frame.isPassing() && waiting > Limits.BUFFER_BYTES / 4) {
            return;
        }
        if (waiting > Limits.BUFFER_BYTES) {
            close(CloseCode.TOO_SLOW, "reads too slowly", Duration.ZERO);
            return;
        }
        brought |= !isEmptySync(frame);
        caughtUp |= frame.isSynced();
        if (frame.isPassing() && lastDurable != null) {
            var after = behind == null ? channel.alloc().buffer(512) : behind;
            behind = after;
            append(frame, null, after);
        } else if (frame.isPassing() || mode instanceof Mode.Poll) {
            append(frame, null);
        } else {
            releaseLast(null);
            lastDurable = frame;
        }
    }

    // `synced` alone brings nothing worth ending a poll for
    private boolean isEmptySync(Outgoing frame) {
        return frame.isSynced() && !brought;
    }

    private long waitingBytes() {
        var outbound = channel.unsafe().outboundBuffer();
        long queued = outbound == null ? 0 : outbound.totalPendingWriteBytes();
        return queued + size(gathered) + size(behind) - askedBytes;
    }

    private static int size(@Nullable ByteBuf buffer) {
        return buffer == null ? 0 : buffer.readableBytes();
    }

    private void releaseLast(@Nullable String id) {
        var frame = lastDurable;
        if (frame != null) {
            lastDurable = null;
            append(frame, id);
        }
        var after = behind;
        if (after != null) {
            behind = null;
            buffer().writeBytes(after);
            after.release();
        }
    }

    private void append(Outgoing frame, @Nullable String id) {
        append(frame, id, buffer());
    }

    private void append(Outgoing frame, @Nullable String id, ByteBuf into) {
        if (mode instanceof Mode.ServerSent) {
            if (id != null) {
                into.writeCharSequence("id: " + id + "\n", StandardCharsets.US_ASCII);
            }
            into.writeCharSequence("data: ", StandardCharsets.US_ASCII);
            into.writeBytes(frame.bytes(Codec.JSON)).writeByte('\n').writeByte('\n');
        } else {
            into.writeBytes(frame.bytes(Codec.JSON)).writeByte('\n');
        }
    }

    private ByteBuf buffer() {
        var buffer = gathered;
        if (buffer == null) {
            buffer = channel.alloc().buffer(512);
            gathered = buffer;
        }
        return buffer;
    }

    @Override
    public void writeAsked(List<Outgoing> frames) {
        if (closing || !channel.isActive()) {
            return;
        }
        brought |= !frames.isEmpty();
        send();
        var buffer = channel.alloc().buffer(512);
        frames.forEach(frame -> append(frame, null, buffer));
        int bytes = buffer.readableBytes();
        if (bytes == 0) {
            buffer.release();
            return;
        }
        askedBytes += bytes;
        channel.writeAndFlush(new DefaultHttpContent(buffer))
                .addListener(done -> askedBytes -= bytes);
        writability.set(channel.isWritable());
    }

    @Override
    public void flush(Supplier<Positions> seen) {
        if (!caughtUp) {
            return; // how far others were told says nothing about this one
        }
        if (mode instanceof Mode.Poll) {
            if (brought || !patient) {
                end();
            }
        } else if (lastDurable == null) {
            send();
        } else {
            boolean waits = awaited != null;
            awaited = seen; // of several turns the last
            if (!waits) {
                marksStored
                        .get()
                        .whenComplete((done, failure) -> onLoop(() -> turn(failure == null)));
            }
        }
    }

    private void onLoop(Runnable step) {
        if (loop().inEventLoop()) {
            step.run();
        } else {
            loop().execute(step);
        }
    }

    private void turn(boolean stored) {
        var seen = awaited;
        awaited = null;
        if (seen != null && !closing) {
            releaseLast(stored ? cursors.text(seen.get()) : null);
            send();
        }
    }

    /// Tells where to go on from, unless the sync is still being told. A poll ends with that.
    void cursor(Positions upTo) {
        if (caughtUp && mode instanceof Mode.ServerSent) {
            write(new Outgoing(new Event.Cursor(cursors.text(upTo))));
            flush(() -> upTo);
        }
    }

    private void send() {
        var buffer = gathered;
        if (buffer != null) {
            gathered = null;
            channel.writeAndFlush(new DefaultHttpContent(buffer));
        }
    }

    // Before the sync is told there is no cursor that wouldn't skip it.
    private void waitedEnough() {
        patient = false;
        if (caughtUp) {
            end();
        }
    }

    /// The poll is over: nothing more is awaited.
    private void end() {
        if (!ending && !closing) {
            ending = true;
            beforeEnd.run();
        }
    }

    /// Ends a poll with the cursor that its lines go up to.
    void finish(Positions upTo) {
        if (closing) {
            return;
        }
        append(new Outgoing(new Event.Cursor(cursors.text(upTo))), null);
        endChunks();
    }

    // Whoever doesn't read the rest is gone after a while.
    private void endChunks() {
        send();
        closing = true;
        ended();
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
                .addListener(ChannelFutureListener.CLOSE);
        loop().schedule(() -> channel.close(), 20, TimeUnit.SECONDS);
    }

    /// A sign of life for what lies between, every 15 s.
    void comment() {
        if (mode instanceof Mode.ServerSent && !closing) {
            buffer().writeCharSequence(":\n\n", StandardCharsets.US_ASCII);
            send();
        }
    }

    @Override
    public boolean awaitWritable(Duration patience) throws InterruptedException {
        return writability.await(patience) && channel.isActive();
    }

    @Override
    public boolean hasRoom() {
        return channel.isWritable();
    }

    void writabilityChanged() {
        writability.set(channel.isWritable());
    }

    @Override
    public void ping() {
        comment();
    }

    @Override
    public void onClose(Runnable hook) {
        closeHook = hook;
    }

    @Override
    public void onClosing(Consumer<CloseCode> hook) {
        closingHook = hook;
    }

    @Override
    public void read(boolean on) {
        // an event stream reads nothing
    }

    @Override
    public void close(CloseCode code, String reason, Duration reconnectAfter) {
        if (closing) {
            return;
        }
        closingHook.accept(code);
        releaseLast(null);
        append(new Outgoing(new Event.Bye(code.number(), reason, reconnectAfter.toMillis())), null);
        endChunks();
    }

    /// The channel is gone.
    void gone() {
        closing = true;
        writability.gone();
        lastDurable = null;
        releaseLast(null);
        var buffer = gathered;
        gathered = null;
        if (buffer != null) {
            buffer.release();
        }
        ended();
    }

    private void ended() {
        var hook = closeHook;
        closeHook = () -> {};
        hook.run();
    }

    @Override
    public boolean isOpen() {
        return channel.isActive() && !closing;
    }
}
