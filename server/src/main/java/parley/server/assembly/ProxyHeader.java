package parley.server.assembly;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what a trusted proxy says of its client, then makes room for the door itself.
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyHeader.class);
    private static final AttributeKey<InetSocketAddress> CLIENT =
            AttributeKey.valueOf("parley.client");

    private final Consumer<Channel> door;

    ProxyHeader(Consumer<Channel> door) {
        this.door = door;
    }

    /// Whom a connection is with: the proxy's client, or the peer itself.
    static InetSocketAddress clientOf(Channel channel) {
        var client = channel.attr(CLIENT).get();
        return client != null ? client : (InetSocketAddress) channel.remoteAddress();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HAProxyMessage message) {
        if (message.sourceAddress() != null) {
            // an address in digits: nothing is looked up
            context.channel()
                    .attr(CLIENT)
                    .set(new InetSocketAddress(message.sourceAddress(), message.sourcePort()));
        }
        door.accept(context.channel());
        context.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a proxy's header can't be read: {}", cause.toString());
        context.close();
    }
}
