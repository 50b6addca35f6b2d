package parley.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;

/// When a client's connection came, so that of two the later is known. Noted by the thread that
/// accepts, one after the other: event loops begin with what they are given when they come to it,
/// so that the earlier might seem the later. What comes by HTTP came with its request instead,
/// since a proxy may use one connection for several. Compared by difference, as `System.nanoTime()`
/// is.
@Sharable
public final class Arrival extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<Long> AT = AttributeKey.valueOf("parley.arrival");

    /// Of what arrives now.
    public static long now() {
        return System.nanoTime();
    }

    /// Of a connection; now, if nobody noted it.
    public static long of(Channel connection) {
        var at = connection.attr(AT).get();
        return at != null ? at : now();
    }

    /// What a listening socket reads are the connections that it accepted.
    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        ((Channel) accepted).attr(AT).set(now());
        context.fireChannelRead(accepted);
    }
}
