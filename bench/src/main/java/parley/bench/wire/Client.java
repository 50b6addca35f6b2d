package parley.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One person's connection: what is kept of it between reads, and little else, since there are ten
/// thousand. Lives on its event loop.
public final class Client extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = {};

    private final int person;
    private final Loop loop;
    private final ClientListener listener;
    private final boolean secure;
    private final long startedNs = System.nanoTime();
    private @Nullable Channel channel;
    private byte[] unfinished = NOTHING;
    private boolean upgraded;
    private boolean ready;
    private boolean dirty;
    private boolean leaving;
    private int unanswered;
    private @Nullable Object state;
    private int closeCode;
    private long reconnectAfterMs;

    /// @param person who it is, by number
    /// @param secure whether TLS comes before it in the pipeline
    public Client(int person, Loop loop, ClientListener listener, boolean secure) {
        this.person = person;
        this.loop = loop;
        this.listener = listener;
        this.secure = secure;
    }

    public int person() {
        return person;
    }

    public Loop loop() {
        return loop;
    }

    ClientListener listener() {
        return listener;
    }

    /// When connecting began, in nanoseconds of the system's clock.
    public long startedNs() {
        return startedNs;
    }

    /// Whether it is logged in and has what it missed.
    public boolean isReady() {
        return ready;
    }

    void becomeReady() {
        if (!ready) {
            ready = true;
            listener.ready(this);
        }
    }

    /// Whether the handshake before the protocol's own is done.
    boolean isUpgraded() {
        return upgraded;
    }

    void upgraded() {
        upgraded = true;
    }

    /// The server said why it closes, and when to come back.
    void closing(int code, long afterMs) {
        closeCode = code;
        reconnectAfterMs = afterMs;
    }

    /// What the protocol keeps of this connection, if anything.
    @Nullable Object state() {
        return state;
    }

    void state(Object kept) {
        state = kept;
    }

    /// A message was sent, whose answer is awaited.
    public void awaitsOne() {
        unanswered++;
    }

    /// An answer came.
    public void gotOne() {
        unanswered--;
    }

    /// Whether an answer is awaited.
    public boolean awaitsAny() {
        return unanswered > 0;
    }

    /// Ends the connection as its person's own wish.
    public void leave() {
        leaving = true;
        close();
    }

    /// Whether its end is its person's own wish.
    public boolean isLeaving() {
        return leaving;
    }

    /// Cuts the connection.
    public void close() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (!secure) {
            loop.protocol().opened(this);
            loop.flush();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                loop.protocol().opened(this);
                loop.flush();
            } else {
                context.close();
            }
        }
    }

    /// An empty buffer for a frame.
    ByteBuf buffer(int bytes) {
        return channel().alloc().directBuffer(bytes);
    }

    private Channel channel() {
        if (channel == null) {
            throw new IllegalStateException("nothing can be written before it is open");
        }
        return channel;
    }

    /// Writes bytes, which leave with the loop's next flush.
    void write(ByteBuf bytes) {
        var out = channel();
        out.write(bytes, out.voidPromise());
        if (!dirty) {
            dirty = true;
            loop.written(this);
        }
    }

    void flush() {
        dirty = false;
        channel().flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf read)) {
            ReferenceCountUtil.release(message);
            return;
        }
        try {
            int kept = unfinished.length;
            int bytes = read.readableBytes();
            var in = loop.in(kept + bytes);
            System.arraycopy(unfinished, 0, in, 0, kept);
            read.readBytes(in, kept, bytes);
            unfinished = NOTHING;
            int taken = loop.protocol().take(this, in, 0, kept + bytes);
            if (taken < kept + bytes) {
                unfinished = Arrays.copyOfRange(in, taken, kept + bytes);
            }
        } finally {
            read.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        loop.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ready = false;
        listener.gone(this, closeCode, reconnectAfterMs);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
