package parley.bench.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Opens connections to one door of a server. Any certificate is believed: what is measured is the
/// server's work, and most servers that are measured have a certificate of their own making.
public final class Connector {
    private static final int CONNECT_TIMEOUT_MS = 30_000;
    private static final long HANDSHAKE_TIMEOUT_MS = 60_000;

    private final SocketAddress address;
    private final @Nullable SslContext tls;

    public Connector(InetSocketAddress address, boolean secure) {
        this.address = address;
        try {
            tls =
                    secure
                            ? SslContextBuilder.forClient()
                                    .sslProvider(
                                            OpenSsl.isAvailable()
                                                    ? SslProvider.OPENSSL
                                                    : SslProvider.JDK)
                                    .protocols("TLSv1.3", "TLSv1.2")
                                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                                    .endpointIdentificationAlgorithm(null)
                                    .build()
                            : null;
        } catch (SSLException e) {
            throw new IllegalStateException("TLS isn't to be had", e);
        }
    }

    /// Has Netty follow no buffer to its end, as Parley's server does. Called before anything else.
    public static void prepare() {
        System.setProperty("io.netty.leakDetection.level", "disabled");
    }

    /// Event loops on which connections of this kind live.
    public static MultiThreadIoEventLoopGroup loops(int threads) {
        IoHandlerFactory polling =
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(threads, polling);
    }

    /// Whether TLS comes before the client.
    public boolean isSecure() {
        return tls != null;
    }

    /// Opens a client's connection, on its loop. The client's listener is told how it ends, if only
    /// because it can't be opened.
    public void connect(Client client) {
        Channel channel = Epoll.isAvailable() ? new EpollSocketChannel() : new NioSocketChannel();
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.config().setConnectTimeoutMillis(CONNECT_TIMEOUT_MS);
        if (tls != null) {
            var handler = tls.newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MS);
            channel.pipeline().addLast(handler);
        }
        channel.pipeline().addLast(client);
        client.loop().eventLoop().register(channel);
        channel.connect(address)
                .addListener(opened -> {
                    if (!opened.isSuccess()) {
                        client.listener().gone(client, 0, 0);
                    }
                });
    }
}
