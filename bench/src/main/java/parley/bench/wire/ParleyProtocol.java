package parley.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import parley.bench.load.Stamp;
import parley.bench.wire.FrameScanner.Span;

/// Parley's own protocol, version 1, over each of its doors.
public final class ParleyProtocol implements Protocol {
    private static final byte[] UPGRADE =
            ascii(
                    """
                    GET /v1/ws HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: cGFybGV5LWJlbmNoLWtleQ==\r
                    Sec-WebSocket-Protocol: parley.v1\r
                    \r
                    """);
    private static final byte[] SWITCHED = ascii("HTTP/1.1 101 ");
    private static final byte[] SEND = ascii("{\"type\":\"send\",\"id\":\"");
    private static final byte[] TO = ascii("\",\"to\":\"");
    private static final byte[] KEY = ascii("\",\"key\":\"");
    private static final byte[] TEXT = ascii("\",\"text\":\"");
    private static final byte[] END = ascii("\"}");
    private static final String HELLO = "hello"; // its id; no stamp is as short

    private final Loop loop;
    private final Framing framing;
    private final boolean webSocket;
    private final IntFunction<Hello> hellos;
    private final FrameScanner frame = new FrameScanner();
    private final FrameScanner nested = new FrameScanner();
    private final Notebook notebook;

    /// What a person says first.
    ///
    /// @param cursor from last time, or empty
    /// @param presence whether the person is told, and tells, who is online
    public record Hello(String token, String cursor, String session, boolean presence) {
        String frame() {
            var text =
                    new StringBuilder("{\"type\":\"hello\",\"id\":\"" + HELLO + "\",\"token\":\"")
                            .append(token)
                            .append("\",\"agent\":\"parley-bench/1\"");
            if (!cursor.isEmpty()) {
                text.append(",\"cursor\":\"").append(cursor).append('"');
            }
            if (!session.isEmpty()) {
                text.append(",\"session\":\"").append(session).append('"');
            }
            if (!presence) {
                text.append(",\"presence\":false");
            }
            return text.append('}').toString();
        }
    }

    /// @param hellos what each person says first, by number
    public ParleyProtocol(Loop loop, Door door, IntFunction<Hello> hellos, Notebook notebook) {
        this.loop = loop;
        this.webSocket = door.isWebSocket();
        this.framing = webSocket ? new Framing.WebSocket() : new Framing.Lines();
        this.hellos = hellos;
        this.notebook = notebook;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void opened(Client client) {
        if (webSocket) {
            client.write(client.buffer(UPGRADE.length).writeBytes(UPGRADE));
        } else {
            client.upgraded();
            greet(client);
        }
    }

    private void greet(Client client) {
        command(client, hellos.apply(client.person()).frame().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void command(Client client, byte[] bytes) {
        framing.write(client, bytes, bytes.length);
    }

    @Override
    public void send(Client client, byte[] to, byte[] text, int stamp) {
        int length =
                SEND.length
                        + TO.length
                        + KEY.length
                        + TEXT.length
                        + END.length
                        + to.length
                        + 2 * stamp
                        + text.length;
        var out = loop.out(length);
        int at = put(out, 0, SEND, SEND.length);
        at = put(out, at, text, stamp);
        at = put(out, at, TO, TO.length);
        at = put(out, at, to, to.length);
        at = put(out, at, KEY, KEY.length);
        at = put(out, at, text, stamp);
        at = put(out, at, TEXT, TEXT.length);
        at = put(out, at, text, text.length);
        at = put(out, at, END, END.length);
        framing.write(client, out, at);
    }

    private static int put(byte[] out, int at, byte[] bytes, int length) {
        System.arraycopy(bytes, 0, out, at, length);
        return at + length;
    }

    @Override
    public int take(Client client, byte[] bytes, int from, int to) {
        int at = client.isUpgraded() ? from : upgrade(client, bytes, from, to);
        while (client.isUpgraded()) {
            switch (framing.next(bytes, at, to)) {
                case UNFINISHED -> {
                    return at;
                }
                case FRAME -> frame(client, bytes, framing.frame(), framing.frameEnd());
                case PING -> framing.pong(client);
                case CLOSE -> client.close();
                case NOTHING -> {}
            }
            at = framing.rest();
        }
        return at;
    }

    /// Takes the answer to the WebSocket's handshake.
    private int upgrade(Client client, byte[] bytes, int from, int to) {
        for (int i = from; i + 3 < to; i++) {
            if (bytes[i] == '\r' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                if (starts(bytes, from, SWITCHED)) {
                    client.upgraded();
                    greet(client);
                    return i + 4;
                }
                client.close();
                return to;
            }
        }
        return from;
    }

    private static boolean starts(byte[] bytes, int from, byte[] with) {
        for (int i = 0; i < with.length; i++) {
            if (bytes[from + i] != with[i]) {
                return false;
            }
        }
        return true;
    }

    private void frame(Client client, byte[] bytes, int from, int to) {
        if (!frame.scan(bytes, from, to)) {
            return;
        }
        switch (frame.kind) {
            case OK -> ok(client, bytes);
            // until `synced`, what happens meanwhile is a part of what was missed; what was
            // committed while that was read may still come again after it, and counts
            case MESSAGE -> message(client, bytes, frame, !client.isReady());
            case ERROR -> error(client, bytes);
            case PING -> framing.pong(client);
            case SYNC -> missed(client, bytes);
            case SYNCED -> {
                notebook.cursor(client.person(), text(bytes, frame.cursor));
                client.becomeReady();
            }
            case CURSOR, PONG -> {
                if (frame.cursor.isThere()) {
                    notebook.cursor(client.person(), text(bytes, frame.cursor));
                }
            }
            case BYE -> client.closing(number(bytes, frame.code), frame.number);
            case OTHER, HELLO, SEND, JOIN -> {}
        }
    }

    private void ok(Client client, byte[] bytes) {
        if (frame.re.length == Stamp.LENGTH) {
            client.listener().acknowledged(client, bytes, frame.re.at, frame.re.length);
        } else if (frame.session.isThere()) {
            notebook.session(client.person(), text(bytes, frame.session));
        } else {
            client.listener().answered(client, answer(bytes, true));
        }
    }

    private void error(Client client, byte[] bytes) {
        if (frame.re.length == Stamp.LENGTH) {
            client.listener().refused(client, bytes, frame.re.at, frame.re.length);
        } else if (!text(bytes, frame.re).equals(HELLO)) {
            client.listener().answered(client, answer(bytes, false));
        }
    }

    private void message(Client client, byte[] bytes, FrameScanner said, boolean missed) {
        if (said.text.isThere()) {
            client.listener()
                    .told(client, bytes, said.conversation.at, said.conversation.length, said.seq);
            client.listener().received(client, bytes, said.text.at, said.text.length, missed);
        }
    }

    private void missed(Client client, byte[] bytes) {
        walk(
                bytes,
                frame.list,
                () -> {
                    if (nested.kind == FrameScanner.Kind.MESSAGE) {
                        message(client, bytes, nested, true);
                    }
                });
        if (!frame.complete) {
            client.listener()
                    .answered(
                            client,
                            new ClientListener.Answer(
                                    ClientListener.INCOMPLETE, true, "", 0, true, 0));
        }
    }

    /// Reads each object of a list, and does something with each.
    private int walk(byte[] bytes, Span list, Runnable each) {
        int items = 0;
        int at = list.at + 1;
        int end = list.at + list.length;
        while (at < end && bytes[at] == '{') {
            int next = nested.endOfObject(bytes, at, end);
            nested.scan(bytes, at, next);
            each.run();
            items++;
            at = next + 1;
        }
        return items;
    }

    private ClientListener.Answer answer(byte[] bytes, boolean ok) {
        var oldest = new long[1];
        // what is in a page may also come live, before it or after it, so it isn't counted
        int items =
                walk(bytes, frame.list, () -> oldest[0] = oldest[0] == 0 ? nested.seq : oldest[0]);
        return new ClientListener.Answer(
                text(bytes, frame.re),
                ok,
                text(bytes, frame.conversation),
                items,
                frame.more,
                oldest[0]);
    }

    private static String text(byte[] bytes, Span span) {
        return span.isThere()
                ? new String(bytes, span.at, span.length, StandardCharsets.UTF_8)
                : "";
    }

    private static int number(byte[] bytes, Span span) {
        int value = 0;
        for (int i = span.at; i < span.at + span.length; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }
}
