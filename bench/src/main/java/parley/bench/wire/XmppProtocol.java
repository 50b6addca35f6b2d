package parley.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntFunction;

/// XMPP (RFC 6120, 6121) as far as two people need it to write to each other: SASL PLAIN over
/// direct TLS, one resource, chat messages. The server acknowledges nothing.
public final class XmppProtocol implements Protocol {
    private static final byte[] FEATURES_END = ascii("</stream:features>");
    private static final byte[] SUCCESS = ascii("<success");
    private static final byte[] FAILURE = ascii("</failure>");
    private static final byte[] BOUND = ascii("</iq>");
    private static final byte[] MESSAGE = ascii("<message");
    private static final byte[] MESSAGE_END = ascii("</message>");
    private static final byte[] BODY = ascii("<body>");
    private static final byte[] BODY_END = ascii("</body>");
    private static final byte[] TO = ascii("<message type='chat' to='");
    private static final byte[] ID = ascii("' id='");
    private static final byte[] TEXT = ascii("'><body>");
    private static final byte[] END = ascii("</body></message>");

    private final String domain;
    private final byte[] at;
    private final IntFunction<Credentials> people;

    /// How far a connection got.
    private enum Step {
        OPENED,
        AUTHENTICATING,
        AUTHENTICATED,
        BINDING,
        BOUND
    }

    /// @param domain of everyone
    /// @param people by number
    public XmppProtocol(String domain, IntFunction<Credentials> people) {
        this.domain = domain;
        this.people = people;
        at = ascii("@" + domain);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void opened(Client client) {
        client.upgraded();
        stream(client, Step.OPENED);
    }

    private void stream(Client client, Step step) {
        say(
                client,
                step,
                "<?xml version='1.0'?><stream:stream to='"
                        + domain
                        + "' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>");
    }

    private static void say(Client client, Step step, String words) {
        client.state(step);
        var bytes = ascii(words);
        client.write(client.buffer(bytes.length).writeBytes(bytes));
    }

    @Override
    public void send(Client client, byte[] to, byte[] text, int stamp) {
        var out = client.buffer(TO.length + to.length + at.length + 100 + text.length);
        out.writeBytes(TO).writeBytes(to).writeBytes(at);
        out.writeBytes(ID).writeBytes(text, 0, stamp);
        client.write(out.writeBytes(TEXT).writeBytes(text).writeBytes(END));
    }

    @Override
    public int take(Client client, byte[] bytes, int from, int to) {
        int start = from;
        while (true) {
            var step = step(client);
            int end =
                    switch (step) {
                        case OPENED, AUTHENTICATED -> after(bytes, start, to, FEATURES_END);
                        case AUTHENTICATING -> authenticated(client, bytes, start, to);
                        case BINDING -> after(bytes, start, to, BOUND);
                        case BOUND -> message(client, bytes, start, to);
                    };
            if (end < 0) {
                break;
            }
            start = end;
            if (step != Step.BOUND) {
                goOn(client, step);
            }
        }
        return step(client) == Step.BOUND ? keepFrom(bytes, start, to) : start;
    }

    private static int authenticated(Client client, byte[] bytes, int from, int to) {
        if (after(bytes, from, to, FAILURE) >= 0) {
            client.close();
        }
        return after(bytes, from, to, SUCCESS);
    }

    private static Step step(Client client) {
        if (client.state() instanceof Step step) {
            return step;
        }
        throw new IllegalStateException("nothing is taken before it is open");
    }

    private void goOn(Client client, Step step) {
        switch (step) {
            case OPENED -> {
                var person = people.apply(client.person());
                var plain = "\0" + person.name() + "\0" + person.password();
                say(
                        client,
                        Step.AUTHENTICATING,
                        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                                + Base64.getEncoder().encodeToString(ascii(plain))
                                + "</auth>");
            }
            case AUTHENTICATING -> stream(client, Step.AUTHENTICATED);
            case AUTHENTICATED ->
                    say(
                            client,
                            Step.BINDING,
                            "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource></bind></iq>");
            case BINDING -> {
                say(client, Step.BOUND, "<presence/>");
                client.becomeReady();
            }
            case BOUND -> {}
        }
    }

    /// Takes one message.
    ///
    /// @return what comes after it, or a negative number if there is no whole one
    private static int message(Client client, byte[] bytes, int from, int to) {
        int begin = after(bytes, from, to, MESSAGE);
        int end = begin < 0 ? -1 : after(bytes, begin, to, MESSAGE_END);
        if (end < 0) {
            return -1;
        }
        int text = after(bytes, begin, end, BODY);
        int textEnd = text < 0 ? -1 : after(bytes, text, end, BODY_END);
        if (textEnd > 0) {
            client.listener()
                    .received(client, bytes, text, textEnd - BODY_END.length - text, false);
        }
        return end;
    }

    /// Of what is no whole message, a message's beginning is kept.
    private static int keepFrom(byte[] bytes, int from, int to) {
        int begun = after(bytes, from, to, MESSAGE);
        return begun < 0 ? Math.max(from, to - MESSAGE.length) : begun - MESSAGE.length;
    }

    private static int after(byte[] bytes, int from, int to, byte[] words) {
        for (int i = from; i + words.length <= to; i++) {
            int same = 0;
            while (same < words.length && bytes[i + same] == words[same]) {
                same++;
            }
            if (same == words.length) {
                return i + same;
            }
        }
        return -1;
    }
}
