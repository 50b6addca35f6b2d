package parley.core.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells whether two contents are the same without keeping them: 64 bits of HMAC-SHA256 under a key
/// of the database, so that an erased message can't be guessed from what stays. Thread-safe.
public final class Fingerprints {
    private static final long ERASED = 0; // stands for a message whose content is gone

    private final ThreadLocal<Mac> mac;

    public Fingerprints(byte[] key) {
        var secret = new SecretKeySpec(key.clone(), "HmacSHA256");
        mac =
                ThreadLocal.withInitial(() -> {
                    try {
                        var hmac = Mac.getInstance("HmacSHA256");
                        hmac.init(secret);
                        return hmac;
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
                    }
                });
    }

    public long of(MessageContent content) {
        var hmac = mac.get();
        var details = content.details();
        var forwarded = details.forwarded();
        if (forwarded == null) {
            put(hmac, content.format());
            put(hmac, content.text());
        } else { // what its sender said: which message; that may have been edited since
            put(hmac, "forward " + forwarded.conversation().number() + " " + forwarded.seq());
        }
        if (!isBare(details)) {
            put(hmac, forwarded == null ? Objects.requireNonNullElse(details.payload(), "") : "");
            put(
                    hmac,
                    details.replyTo()
                            + " "
                            + details.thread()
                            + " "
                            + details.mentionsAll()
                            + " "
                            + details.expiresIn()
                            + " "
                            + details.mentions());
            var poll = details.poll();
            if (poll != null && forwarded == null) {
                put(hmac, poll.multiple() + " " + poll.anonymous() + " " + poll.closesAt());
                poll.options().forEach(option -> put(hmac, option));
            }
        }
        long print = ByteBuffer.wrap(hmac.doFinal()).getLong();
        return print == ERASED ? 1 : print;
    }

    // Whether it was scheduled is no part of what is said: it may be given again as a send.
    private static boolean isBare(MessageContent.Details details) {
        return details.payload() == null
                && details.replyTo() == 0
                && details.thread() == 0
                && details.mentions().isEmpty()
                && !details.mentionsAll()
                && details.expiresIn() == null
                && details.forwarded() == null
                && details.poll() == null;
    }

    /// Of what an edit puts in place of a message's text.
    public long ofEdit(long target, MessageContent content) {
        var hmac = mac.get();
        put(hmac, "edit " + target);
        put(hmac, content.format());
        put(hmac, content.text());
        return ByteBuffer.wrap(hmac.doFinal()).getLong();
    }

    // Each part with its length before it, so that no two contents run together into the same
    // bytes.
    private static void put(Mac hmac, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        hmac.update((byte) (bytes.length >>> 24));
        hmac.update((byte) (bytes.length >>> 16));
        hmac.update((byte) (bytes.length >>> 8));
        hmac.update((byte) bytes.length);
        hmac.update(bytes);
    }
}
