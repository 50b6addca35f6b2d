package parley.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.gateway.session.Links;
import parley.protocol.CloseCode;

/// The HTTP end of a connection: puts requests together, has each answered on a virtual thread, and
/// writes the answers, one request at a time. A request for a WebSocket turns the connection into
/// one.
///
/// Bounds: [#BODY_BYTES] a body (413), [#IDLE_MS] without a request, [#ANSWER_MS] until an answer
/// is read, and what was read behind a request whose answer isn't out. Behind a request that began
/// a stream nothing is taken.
public final class HttpDoor extends ChannelInboundHandlerAdapter implements Links.Link {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

    /// How long a connection may be without a request, or take to send one.
    private static final long IDLE_MS = 60_000;

    /// How long a client may take to read an answer.
    private static final long ANSWER_MS = 300_000;

    /// Bytes of a request's body.
    static final int BODY_BYTES = 1024 * 1024;

    private final HttpParts parts;
    private final ArrayDeque<Object> backlog = new ArrayDeque<>(2);
    private @Nullable HttpRequest head;
    private @Nullable ByteArrayOutputStream body;
    private boolean tooLarge;
    private boolean busy;
    private boolean goingOn;
    private boolean streaming;
    private long answeredAtMs; // 0 while no answer is on its way
    private Runnable streamGone = () -> {};
    private @Nullable ChannelHandlerContext here;
    private long readAtMs;

    public HttpDoor(HttpParts parts) {
        this.parts = parts;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        here = context;
        readAtMs = System.currentTimeMillis();
        parts.links().add(this);
    }

    @Override
    public EventLoop loop() {
        return Objects.requireNonNull(here, "a door has its channel from the start")
                .channel()
                .eventLoop();
    }

    /// A connection that asks for nothing, doesn't finish asking, or doesn't read, is closed.
    @Override
    public void tick() {
        long now = System.currentTimeMillis();
        boolean idle = !busy && now - readAtMs > IDLE_MS;
        boolean unread = answeredAtMs != 0 && now - answeredAtMs > ANSWER_MS;
        if ((idle || unread) && here != null) {
            here.close();
        }
    }

    @Override
    public void close(CloseCode code, String reason, Duration reconnectAfter) {
        if (!busy && here != null) {
            here.close(); // what is being answered closes by itself
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            readAtMs = System.currentTimeMillis();
        }
        if (streaming) {
            ReferenceCountUtil.release(message);
        } else if (busy) {
            backlog.add(message);
        } else {
            take(context, message);
        }
    }

    private void take(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                begin(context, request);
            }
            if (message instanceof HttpContent content && head != null) {
                add(content);
                if (content instanceof LastHttpContent) {
                    complete(context);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        head = request;
        body = new ByteArrayOutputStream();
        tooLarge = HttpUtil.getContentLength(request, 0L) > BODY_BYTES;
        if (request.decoderResult().isFailure()) {
            head = null;
            write(
                    context,
                    Problems.of(400, "bad_request", "This isn't an HTTP request."),
                    false,
                    false);
        } else if (HttpUtil.is100ContinueExpected(request) && !tooLarge) {
            context.writeAndFlush(
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.CONTINUE,
                            Unpooled.EMPTY_BUFFER));
        }
    }

    private void add(HttpContent content) {
        var bytes = content.content();
        var whole = body;
        if (whole == null || tooLarge || whole.size() + bytes.readableBytes() > BODY_BYTES) {
            tooLarge = true;
            return;
        }
        var part = new byte[bytes.readableBytes()];
        bytes.readBytes(part);
        whole.writeBytes(part);
    }

    private void complete(ChannelHandlerContext context) {
        var http = head;
        var bytes = body;
        head = null;
        body = null;
        if (http == null || bytes == null) {
            return;
        }
        boolean keepAlive = HttpUtil.isKeepAlive(http);
        boolean bodiless = http.method().name().equals("HEAD");
        if (tooLarge) {
            write(
                    context,
                    Problems.of(413, "too_large", "A request's body has at most 1 MiB."),
                    false,
                    bodiless);
            return;
        }
        Request request;
        try {
            request = request(context, http, bytes.toByteArray());
        } catch (IllegalArgumentException e) {
            write(
                    context,
                    Problems.of(400, "bad_request", "The address can't be read."),
                    keepAlive,
                    bodiless);
            return;
        }
        busy = true;
        context.channel().config().setAutoRead(false);
        Thread.ofVirtual().start(() -> answer(context, request, keepAlive, bodiless));
    }

    private Request request(ChannelHandlerContext context, HttpRequest http, byte[] bytes) {
        var uri = new QueryStringDecoder(http.uri());
        var peer = (InetSocketAddress) context.channel().remoteAddress();
        boolean secure =
                context.pipeline().get(SslHandler.class) != null
                        || parts.proxies().saysSecure(peer, http.headers());
        var path = uri.path();
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("not a path");
        }
        return new Request(
                http.method().name().equals("HEAD") ? "GET" : http.method().name(),
                path,
                uri.parameters(),
                http.headers(),
                bytes,
                secure,
                parts.proxies().client(peer, http.headers()));
    }

    private void answer(
            ChannelHandlerContext context, Request request, boolean keepAlive, boolean bodiless) {
        Response response;
        try {
            response = parts.answer(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response = Problems.of(503, "unavailable", "The server is stopping.");
        }
        var answer = response;
        context.executor()
                .execute(() -> {
                    switch (answer) {
                        case Response.Whole whole ->
                                write(context, parts.decorate(request, whole), keepAlive, bodiless);
                        case Response.Stream stream -> startStream(context, stream, request);
                    }
                });
    }

    private void startStream(
            ChannelHandlerContext context, Response.Stream stream, Request request) {
        if (!context.channel().isActive()) {
            return;
        }
        streaming = true;
        throwAwayBacklog();
        context.channel().config().setAutoRead(true); // so that its end is seen
        streamGone = stream.start().start(context, request);
    }

    private void goOn(ChannelHandlerContext context) {
        busy = false;
        answeredAtMs = 0;
        readAtMs = System.currentTimeMillis();
        context.channel().config().setAutoRead(true);
        if (goingOn) {
            return; // an answer that was out at once, within the loop below
        }
        goingOn = true;
        try {
            while (!busy && !backlog.isEmpty()) {
                take(context, backlog.poll());
            }
        } finally {
            goingOn = false;
        }
    }

    // The next request is taken when this answer is out, so that who asks and doesn't read has one.
    private void write(
            ChannelHandlerContext context,
            Response.Whole answer,
            boolean keepAlive,
            boolean bodiless) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        bodiless ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
        answer.headers()
                .forEach((name, value) -> {
                    // several cookies are several headers
                    for (var one :
                            name.equals("Set-Cookie") ? value.split("\n") : new String[] {value}) {
                        response.headers().add(name, one);
                    }
                });
        if (answer.status() != 204 && answer.status() != 304) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        }
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, "close");
        }
        busy = true;
        answeredAtMs = System.currentTimeMillis();
        context.channel().config().setAutoRead(false);
        var written = context.writeAndFlush(response);
        if (keepAlive) {
            written.addListener(done -> goOn(context));
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        gone();
    }

    private void gone() {
        parts.links().remove(this);
        throwAwayBacklog();
        var hook = streamGone;
        streamGone = () -> {};
        hook.run();
    }

    private void throwAwayBacklog() {
        backlog.forEach(ReferenceCountUtil::release);
        backlog.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("an HTTP connection broke: {}", cause.toString());
        } else {
            LOG.warn("an HTTP connection is closed after an error", cause);
        }
        context.close();
    }
}
