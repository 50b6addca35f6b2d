package parley.gateway.http;

import io.netty.channel.ChannelHandlerContext;

/// Takes over a connection whose request is answered by something that goes on. Called on its event
/// loop.
@FunctionalInterface
public interface StreamStart {
    /// @return told when the connection is gone
    Runnable start(ChannelHandlerContext context, Request request);
}
