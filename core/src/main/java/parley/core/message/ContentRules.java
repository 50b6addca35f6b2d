package parley.core.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.message.MessageDraft.Conditions;

/// What a message may hold (PROTOCOL.md section 4).
public final class ContentRules {
    private static final int PAYLOAD_MAX = 4 * (32 * 1024 / 3 + 1); // 32 KiB as base64
    private static final int FORMAT_MAX = 64;
    private static final int MENTIONS_MAX = 100;
    private static final Duration EXPIRES_MAX = Duration.ofDays(365);

    private ContentRules() {}

    /// @throws Refusal `bad_request`, `empty` or `too_long`, with the field
    public static void check(MessageContent content) {
        boolean known =
                content.format().equals(MessageContent.PLAIN)
                        || content.format().equals(MessageContent.MARKDOWN);
        var details = content.details();
        if (content.format().isEmpty() || content.format().length() > FORMAT_MAX) {
            throw Refusal.badRequest("format", "A format is a word of at most 64 characters.");
        }
        if (known) {
            checkText(content.text());
            if (details.payload() != null) {
                throw Refusal.badRequest("payload", "A text has no payload.");
            }
        } else {
            checkPayload(details.payload());
        }
        if (details.mentions().size() > MENTIONS_MAX) {
            throw Refusal.badRequest("mentions", "At most 100 people can be named.");
        }
        var poll = details.poll();
        if (poll != null) {
            check(poll, known);
        }
        var expiresIn = details.expiresIn();
        if (expiresIn != null
                && (expiresIn.toSeconds() < 1 || expiresIn.compareTo(EXPIRES_MAX) > 0)) {
            throw Refusal.badRequest("expiresInS", "A message stays for 1 second to 365 days.");
        }
    }

    private static void check(Poll poll, boolean hasText) {
        if (!hasText) {
            throw Refusal.badRequest("poll", "A poll has a text, which is its question.");
        }
        int options = poll.options().size();
        if (options < Poll.OPTIONS_MIN || options > Poll.OPTIONS_MAX) {
            throw Refusal.badRequest("poll", "A poll has 2 to 20 options.");
        }
        for (var option : poll.options()) {
            if (option.isEmpty()) {
                throw Refusal.ofField(
                        RefusalCode.EMPTY, "poll", "An option has at least one character.");
            }
            if (option.codePointCount(0, option.length()) > Poll.OPTION_MAX) {
                throw Refusal.ofField(
                        RefusalCode.TOO_LONG, "poll", "An option has at most 100 characters.");
            }
        }
    }

    private static void checkText(String text) {
        if (text.isEmpty()) {
            throw Refusal.ofField(
                    RefusalCode.EMPTY, "text", "A message has at least one character.");
        }
        if (text.length() > MessageContent.TEXT_MAX
                && text.codePointCount(0, text.length()) > MessageContent.TEXT_MAX) {
            throw Refusal.ofField(
                    RefusalCode.TOO_LONG, "text", "A message has at most 5000 characters.");
        }
    }

    private static void checkPayload(@Nullable String payload) {
        if (payload == null) {
            throw Refusal.badRequest(
                    "payload", "A format that the server doesn't know needs a payload.");
        }
        if (payload.length() > PAYLOAD_MAX) {
            throw Refusal.ofField(RefusalCode.TOO_LONG, "payload", "A payload has at most 32 KiB.");
        }
        boolean base64 = payload.length() % 4 == 0 && payload.matches("[A-Za-z0-9+/]*={0,2}");
        if (!base64) {
            throw Refusal.badRequest("payload", "A payload is base64.");
        }
    }

    static void check(Conditions conditions) {
        checkKey("key", conditions.key());
        checkKey("after", conditions.after());
    }

    /// @throws Refusal `bad_request` for a key that is empty or too long
    public static void checkKey(String field, @Nullable String key) {
        if (key != null && (key.isEmpty() || key.length() > Conditions.KEY_MAX)) {
            throw Refusal.badRequest(field, "A key has 1 to 64 characters.");
        }
    }
}
