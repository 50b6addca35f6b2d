package parley.bench.floor;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.bench.wire.Connector;
import parley.bench.wire.Door;

/// A relay that does nothing but relay: no accounts, no storage, no rights. It speaks as much of
/// Parley's protocol as the load tool needs, so that the same traffic through the same client shows
/// what the network, TLS and the event loops cost on this machine.
public final class FloorRelay {
    private static final int BACKLOG = 4096;

    private final EventLoopGroup loops =
            Connector.loops(Runtime.getRuntime().availableProcessors());
    private final Rooms rooms = new Rooms();
    private final SslContext tls = MadeCertificate.context();

    private FloorRelay() {}

    /// Runs until the process is ended.
    public static void main(String[] arguments) throws InterruptedException {
        Connector.prepare();
        long start = System.nanoTime();
        var relay = new FloorRelay();
        Channel last = relay.open(Door.TCP);
        for (var door : new Door[] {Door.TLS, Door.WS, Door.WSS}) {
            last = relay.open(door);
        }
        System.out.println(
                "ready in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms");
        last.closeFuture().sync();
    }

    private Channel open(Door door) {
        Class<? extends ServerChannel> kind =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        var channel =
                new ServerBootstrap()
                        .group(loops)
                        .channel(kind)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(pipeline(door))
                        .bind("127.0.0.1", 0)
                        .syncUninterruptibly()
                        .channel();
        var address = (InetSocketAddress) channel.localAddress();
        System.out.println("listening " + door.listener() + " " + address.getPort());
        return channel;
    }

    private ChannelInitializer<Channel> pipeline(Door door) {
        var secured = door.isSecure() ? tls : null;
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                secure(channel, secured);
                channel.pipeline().addLast(new FloorConnection(rooms, door.isWebSocket()));
            }
        };
    }

    private static void secure(Channel channel, @Nullable SslContext secured) {
        if (secured != null) {
            channel.pipeline().addLast(secured.newHandler(channel.alloc()));
        }
    }
}
