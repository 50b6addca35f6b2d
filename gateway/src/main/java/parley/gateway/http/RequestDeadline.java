package parley.gateway.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes an HTTP connection on which no whole request comes for [#SECONDS]: one that nobody uses,
/// and one on which somebody sends a byte now and then to keep it. While a request is being
/// answered, be it for as long as events are streamed, nothing is awaited.
public final class RequestDeadline extends ChannelDuplexHandler {
    static final long SECONDS = 60;

    private @Nullable ScheduledFuture<?> deadline;
    private int unanswered;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        await(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void await(ChannelHandlerContext context) {
        cancel();
        deadline = context.executor().schedule(() -> context.close(), SECONDS, TimeUnit.SECONDS);
    }

    private void cancel() {
        var running = deadline;
        if (running != null) {
            deadline = null;
            running.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
            unanswered++;
            cancel();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean informs =
                message instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !informs && --unanswered <= 0) {
            unanswered = 0;
            await(context);
        }
        context.write(message, promise);
    }
}
