package parley.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One connection without a network, whose server is the test: what the client says is read here,
/// and what the server says is put in, in pieces of any size.
final class Spoken implements ClientListener {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Loop loop;
    private final Client client;
    private final List<String> heard = new ArrayList<>();

    Spoken(Protocol protocol) {
        loop = new Loop(channel.eventLoop(), _ -> protocol);
        client = new Client(0, loop, this, false);
        channel.pipeline().addLast(client);
        channel.pipeline().fireChannelActive();
    }

    /// What the client was told, a word and a text each.
    List<String> heard() {
        return heard;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /// What the client said since the last call, a character a byte.
    String said() {
        var said = new StringBuilder();
        for (ByteBuf bytes = channel.readOutbound();
                bytes != null;
                bytes = channel.readOutbound()) {
            said.append(bytes.toString(StandardCharsets.ISO_8859_1));
            bytes.release();
        }
        return said.toString();
    }

    /// The server says something, a byte a character.
    void say(String words) {
        channel.writeInbound(Unpooled.copiedBuffer(words.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /// The server says something, one byte at a time.
    void saySlowly(String words) {
        words.chars().forEach(one -> say(String.valueOf((char) one)));
    }

    void send(String to, String text, int stamp) {
        loop.protocol()
                .send(
                        client,
                        to.getBytes(StandardCharsets.US_ASCII),
                        text.getBytes(StandardCharsets.US_ASCII),
                        stamp);
        loop.flush();
    }

    private static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void ready(Client ready) {
        heard.add("ready");
    }

    @Override
    public void acknowledged(Client by, byte[] bytes, int at, int length) {
        heard.add("acknowledged " + text(bytes, at, length));
    }

    @Override
    public void refused(Client by, byte[] bytes, int at, int length) {
        heard.add("refused " + text(bytes, at, length));
    }

    @Override
    public void received(Client by, byte[] bytes, int at, int length, boolean missed) {
        heard.add("received " + text(bytes, at, length));
    }

    @Override
    public void told(Client by, byte[] bytes, int at, int length, long seq) {
        heard.add("told " + seq);
    }

    @Override
    public void answered(Client by, Answer answer) {
        heard.add("answered " + answer.id());
    }

    @Override
    public void gone(Client who, int code, long reconnectAfterMs) {
        heard.add("gone");
    }
}
