package parley.store.body;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.message.MessageContent;
import parley.core.message.MessageContent.Details;
import parley.core.message.MessageContent.Forwarded;
import parley.core.message.Poll;

/// A message's content as bytes. Nearly all are plain text and nothing else, which costs one byte
/// and no parsing.
public final class MessageBodies {
    private static final byte PLAIN_TEXT = 1;
    private static final byte JSON = 2;

    private MessageBodies() {}

    public static byte[] encode(MessageContent content) {
        if (content.format().equals(MessageContent.PLAIN)
                && content.details().equals(Details.NONE)) {
            var text = content.text().getBytes(StandardCharsets.UTF_8);
            var body = new byte[text.length + 1];
            body[0] = PLAIN_TEXT;
            System.arraycopy(text, 0, body, 1, text.length);
            return body;
        }
        var out = new ByteArrayOutputStream(128 + content.text().length());
        out.write(JSON);
        return Json.bytes(out, json -> write(json, content));
    }

    private static void write(JsonGenerator json, MessageContent content) throws IOException {
        var details = content.details();
        json.writeStringField("text", content.text());
        json.writeStringField("format", content.format());
        if (details.payload() != null) {
            json.writeStringField("payload", details.payload());
        }
        if (details.replyTo() != 0) {
            json.writeNumberField("replyTo", details.replyTo());
        }
        if (details.thread() != 0) {
            json.writeNumberField("thread", details.thread());
        }
        if (!details.mentions().isEmpty()) {
            json.writeArrayFieldStart("mentions");
            for (var user : details.mentions()) {
                json.writeNumber(user.bits());
            }
            json.writeEndArray();
        }
        if (details.mentionsAll()) {
            json.writeBooleanField("mentionsAll", true);
        }
        var expiresIn = details.expiresIn();
        if (expiresIn != null) {
            json.writeNumberField("expiresInMs", expiresIn.toMillis());
        }
        if (details.scheduled()) {
            json.writeBooleanField("scheduled", true);
        }
        var forwarded = details.forwarded();
        if (forwarded != null) {
            json.writeNumberField("forwardedOf", forwarded.conversation().number());
            json.writeNumberField("forwardedSeq", forwarded.seq());
            json.writeNumberField("forwardedUser", forwarded.user().bits());
            json.writeStringField("forwardedName", forwarded.name());
            json.writeNumberField("forwardedAt", forwarded.at().toEpochMilli());
        }
        var poll = details.poll();
        if (poll != null) {
            write(json, poll);
        }
    }

    private static void write(JsonGenerator json, Poll poll) throws IOException {
        Json.texts(json, "pollOptions", poll.options());
        if (poll.multiple()) {
            json.writeBooleanField("pollMultiple", true);
        }
        if (poll.anonymous()) {
            json.writeBooleanField("pollAnonymous", true);
        }
        var closesAt = poll.closesAt();
        if (closesAt != null) {
            json.writeNumberField("pollClosesAt", closesAt.toEpochMilli());
        }
    }

    public static MessageContent decode(byte[] body) {
        return switch (body[0]) {
            case PLAIN_TEXT ->
                    MessageContent.plain(
                            new String(body, 1, body.length - 1, StandardCharsets.UTF_8));
            case JSON -> read(Json.fields(body, 1));
            default -> throw new IllegalStateException("a body of unknown encoding " + body[0]);
        };
    }

    private static MessageContent read(Fields fields) {
        var details =
                new Details(
                        fields.textOrNull("payload"),
                        fields.number("replyTo"),
                        fields.number("thread"),
                        fields.numbers("mentions").stream().map(UserId::new).toList(),
                        fields.flag("mentionsAll"),
                        expiresIn(fields),
                        fields.flag("scheduled"),
                        forwarded(fields),
                        poll(fields));
        return new MessageContent(fields.text("text"), fields.text("format"), details);
    }

    private static @Nullable Forwarded forwarded(Fields fields) {
        return fields.has("forwardedOf")
                ? new Forwarded(
                        new ConversationId(fields.number("forwardedOf")),
                        fields.number("forwardedSeq"),
                        new UserId(fields.number("forwardedUser")),
                        fields.text("forwardedName"),
                        Instant.ofEpochMilli(fields.number("forwardedAt")))
                : null;
    }

    private static @Nullable Poll poll(Fields fields) {
        return fields.has("pollOptions")
                ? new Poll(
                        fields.texts("pollOptions"),
                        fields.flag("pollMultiple"),
                        fields.flag("pollAnonymous"),
                        fields.has("pollClosesAt")
                                ? Instant.ofEpochMilli(fields.number("pollClosesAt"))
                                : null)
                : null;
    }

    private static @Nullable Duration expiresIn(Fields fields) {
        return fields.has("expiresInMs") ? Duration.ofMillis(fields.number("expiresInMs")) : null;
    }
}
