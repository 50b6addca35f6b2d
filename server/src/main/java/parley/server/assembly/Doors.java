package parley.server.assembly;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import parley.gateway.connection.Arrival;
import parley.gateway.connection.Connection.Door;
import parley.gateway.connection.Framing;
import parley.gateway.connection.LineDoor;
import parley.gateway.connection.SocketConnection;
import parley.gateway.http.HttpDoor;
import parley.gateway.http.HttpParts;
import parley.gateway.session.ClientLink;
import parley.gateway.session.LinkParts;

/// The listening sockets, and the pipeline of each door.
final class Doors {
    private static final int BACKLOG = 4_096;
    private static final int LINE_MAX = 16_384;
    private static final WriteBufferWaterMark WATER =
            new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final EventLoopGroup boss = group(1);
    final EventLoopGroup loops = group(Runtime.getRuntime().availableProcessors());
    private final List<Channel> listening = new ArrayList<>();

    private static EventLoopGroup group(int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads,
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /// Opens a door.
    ///
    /// @return the port, which is a free one where 0 was asked for
    int open(String host, int port, Consumer<Channel> pipeline) {
        var bootstrap =
                new ServerBootstrap()
                        .group(boss, loops)
                        .channel(
                                Epoll.isAvailable()
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .handler(new Arrival())
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOCATOR, ALLOCATOR)
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        pipeline.accept(channel);
                                    }
                                });
        var bound = bootstrap.bind(host, port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalArgumentException(
                    "port "
                            + port
                            + " on "
                            + host
                            + " can't be opened: "
                            + bound.cause().getMessage());
        }
        listening.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private static final AdaptiveByteBufAllocator ALLOCATOR = new AdaptiveByteBufAllocator();

    static Consumer<Channel> secured(Tls tls, Consumer<Channel> inner) {
        return channel -> {
            var handler = tls.context().newHandler(channel.alloc());
            handler.setHandshakeTimeout(10, TimeUnit.SECONDS);
            channel.pipeline().addLast(handler);
            inner.accept(channel);
        };
    }

    /// A listed proxy says first whom it speaks for (PROXY protocol, version 1 or 2); everyone else
    /// speaks for themself.
    static Consumer<Channel> proxied(Set<String> proxies, Consumer<Channel> inner) {
        return channel -> {
            var peer = (InetSocketAddress) channel.remoteAddress();
            if (proxies.contains(peer.getAddress().getHostAddress())) {
                channel.pipeline()
                        .addLast(new HAProxyMessageDecoder())
                        .addLast(new ProxyHeader(inner));
            } else {
                inner.accept(channel);
            }
        };
    }

    static Consumer<Channel> lines(Door door, Supplier<LinkParts> parts) {
        return channel -> {
            var address = ProxyHeader.clientOf(channel);
            var connection = new SocketConnection(channel, door, new Framing.Lines(), address);
            var link = new ClientLink(connection, parts.get(), null, Arrival.of(channel));
            channel.pipeline().addLast(new LineDoor(connection, link));
            link.begin();
        };
    }

    static Consumer<Channel> http(Supplier<HttpParts> parts) {
        return channel ->
                channel.pipeline()
                        .addLast(
                                new HttpServerCodec(
                                        new HttpDecoderConfig()
                                                .setMaxInitialLineLength(LINE_MAX)
                                                .setMaxHeaderSize(LINE_MAX)))
                        .addLast(new HttpDoor(parts.get()));
    }

    /// Takes no new connections.
    void shut() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
    }

    void close() {
        shut();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        boss.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
