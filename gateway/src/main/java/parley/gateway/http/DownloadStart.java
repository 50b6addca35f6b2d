package parley.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An answer that is made while it is read, on a virtual thread of its own, as fast as the client
/// takes it. One that can't be finished ends without its last chunk, so that the client sees that
/// something is missing.
///
/// Bounds: [#CHUNK] bytes on their way; [#PATIENCE_S] without reading any of them, then it ends.
public final class DownloadStart implements StreamStart {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadStart.class);
    private static final int CHUNK = 32 * 1024;
    private static final long PATIENCE_S = 30;

    private final String type;
    private final String name;
    private final Content content;

    /// Writes the answer; may block.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// @param name what the file is called
    public DownloadStart(String type, String name, Content content) {
        this.type = type;
        this.name = name;
        this.content = content;
    }

    @Override
    public Runnable start(ChannelHandlerContext context, Request request) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers()
                .set("Content-Type", type)
                .set("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .set("Cache-Control", "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set("Transfer-Encoding", "chunked")
                .set("Connection", "close"); // else a client sends its next request into the end
        context.writeAndFlush(response);
        var channel = context.channel();
        Thread.ofVirtual().start(() -> write(channel));
        return () -> {}; // the next chunk finds that the connection is gone
    }

    private void write(Channel channel) {
        try (var out = new Chunks(channel)) {
            content.writeTo(out);
            out.finish();
        } catch (IOException e) {
            LOG.debug("a download ended early: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.error("a download can't be finished", e);
        } finally {
            channel.close();
        }
    }

    /// Gathers bytes into chunks, and waits until each is written.
    private static final class Chunks extends OutputStream {
        private final Channel channel;
        private final byte[] gathered = new byte[CHUNK];
        private int size;

        Chunks(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int left = count;
            while (left > 0) {
                if (size == CHUNK) {
                    send();
                }
                int part = Math.min(left, CHUNK - size);
                System.arraycopy(bytes, from + count - left, gathered, size, part);
                size += part;
                left -= part;
            }
        }

        private void send() throws IOException {
            if (size == 0) {
                return;
            }
            var chunk = new DefaultHttpContent(Unpooled.copiedBuffer(gathered, 0, size));
            size = 0;
            await(chunk);
        }

        private void await(Object message) throws IOException {
            var written = channel.writeAndFlush(message);
            try {
                if (!written.await(PATIENCE_S, TimeUnit.SECONDS)) {
                    throw new IOException("the client doesn't read");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            if (!written.isSuccess()) {
                throw new IOException("the client is gone", written.cause());
            }
        }

        /// Sends what is left, and the end.
        void finish() throws IOException {
            send();
            await(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }
}
