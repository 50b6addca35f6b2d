package parley.bench.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// MQTT 3.1.1 as a messenger uses it: each person listens to a topic of their own, and messages are
/// published to it with QoS 1, so that the broker acknowledges each and the receiver does too. The
/// session is kept when its person leaves, and messages wait in it, as they do in a messenger.
public final class MqttProtocol implements Protocol {
    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PUBLISH_ONCE_AT_LEAST = 0x32;
    private static final int PUBLISH = 0x30;
    private static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;
    private static final int SUBACK = 0x90;
    private static final int KEPT_WITH_PASSWORD = 0xc0;
    private static final int REFUSED = 0x80; // in place of a QoS
    private static final byte[] NAME = {0, 4, 'M', 'Q', 'T', 'T', 4};
    private static final byte[] TOPIC = {'u', '/'};

    private final IntFunction<Credentials> people;

    /// What one connection has published and not been told of.
    private static final class Published {
        private final Queue<byte[]> stamps = new ArrayDeque<>(); // acknowledged in order, 4.6
        private int packet;

        int next() {
            packet = packet == 0xffff ? 1 : packet + 1; // 0 is none
            return packet;
        }
    }

    /// @param people by number
    public MqttProtocol(IntFunction<Credentials> people) {
        this.people = people;
    }

    @Override
    public void opened(Client client) {
        client.upgraded();
        client.state(new Published());
        var person = people.apply(client.person());
        var name = ascii(person.name());
        var password = ascii(person.password());
        int length = NAME.length + 3 + 2 * (2 + name.length) + 2 + password.length;
        var out = begin(client, CONNECT, length);
        out.writeBytes(NAME).writeByte(KEPT_WITH_PASSWORD).writeShort(0); // alive for ever
        text(out, name);
        text(out, name);
        text(out, password);
        client.write(out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuf begin(Client client, int type, int length) {
        var out = client.buffer(length + 5).writeByte(type);
        int rest = length;
        do {
            int seven = rest & 0x7f;
            rest >>>= 7;
            out.writeByte(rest > 0 ? seven | 0x80 : seven);
        } while (rest > 0);
        return out;
    }

    private static void text(ByteBuf out, byte[] text) {
        out.writeShort(text.length).writeBytes(text);
    }

    private void subscribe(Client client) {
        var name = ascii(people.apply(client.person()).name());
        int topic = TOPIC.length + name.length;
        var out = begin(client, SUBSCRIBE, 2 + 2 + topic + 1);
        out.writeShort(published(client).next()).writeShort(topic);
        out.writeBytes(TOPIC).writeBytes(name).writeByte(1); // QoS
        client.write(out);
    }

    private static Published published(Client client) {
        if (client.state() instanceof Published published) {
            return published;
        }
        throw new IllegalStateException("nothing is published before it is open");
    }

    @Override
    public void send(Client client, byte[] to, byte[] text, int stamp) {
        var published = published(client);
        int topic = TOPIC.length + to.length;
        var out = begin(client, PUBLISH_ONCE_AT_LEAST, 2 + topic + 2 + text.length);
        out.writeShort(topic).writeBytes(TOPIC).writeBytes(to);
        out.writeShort(published.next()).writeBytes(text);
        published.stamps.add(Arrays.copyOf(text, stamp));
        client.write(out);
    }

    @Override
    public int take(Client client, byte[] bytes, int from, int to) {
        int at = from;
        while (to - at >= 2) {
            int length = 0;
            int body = at + 1;
            int shift = 0;
            int one;
            do {
                if (body == to) {
                    return at;
                }
                one = bytes[body++];
                length |= (one & 0x7f) << shift;
                shift += 7;
            } while ((one & 0x80) != 0);
            if (body + length > to) {
                return at;
            }
            packet(client, bytes, at, body, length);
            at = body + length;
        }
        return at;
    }

    private void packet(Client client, byte[] bytes, int at, int body, int length) {
        switch (bytes[at] & 0xf0) {
            case CONNACK -> {
                if (bytes[body + 1] == 0) {
                    subscribe(client);
                } else {
                    client.close();
                }
            }
            case SUBACK -> {
                if ((bytes[body + 2] & REFUSED) == 0) {
                    client.becomeReady();
                } else {
                    client.close();
                }
            }
            case PUBACK -> acknowledged(client, published(client).stamps.poll());
            case PUBLISH -> received(client, bytes, at, body, length);
            default -> {}
        }
    }

    private static void acknowledged(Client client, byte @Nullable [] stamp) {
        if (stamp != null) {
            client.listener().acknowledged(client, stamp, 0, stamp.length);
        }
    }

    private static void received(Client client, byte[] bytes, int at, int body, int length) {
        int text = body + 2 + (((bytes[body] & 0xff) << 8) | (bytes[body + 1] & 0xff));
        if ((bytes[at] & 0x06) != 0) {
            var out = begin(client, PUBACK, 2);
            client.write(out.writeByte(bytes[text]).writeByte(bytes[text + 1]));
            text += 2;
        }
        client.listener().received(client, bytes, text, body + length - text, false);
    }
}
