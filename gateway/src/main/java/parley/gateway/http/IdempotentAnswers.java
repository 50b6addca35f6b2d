package parley.gateway.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AnswerStore;
import parley.core.account.KeptAnswer;
import parley.core.log.MessageLog;

/// Makes a `POST` that creates something harmless to repeat: under one `Idempotency-Key` a user's
/// request is done once, and its repetition gets the first answer for 24 hours. Thread-safe.
public final class IdempotentAnswers {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int KEY_MAX = 255;
    private static final int STRIPES = 256;

    private final AnswerStore store;
    private final MessageLog log;
    private final InstantSource clock;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    public IdempotentAnswers(AnswerStore store, MessageLog log, InstantSource clock) {
        this.store = store;
        this.log = log;
        this.clock = clock;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    Response once(Call call, String key, Route.Handler handler) throws InterruptedException {
        if (key.isEmpty() || key.length() > KEY_MAX) {
            throw Refusal.badRequest(
                    "Idempotency-Key", "An Idempotency-Key has 1 to 255 characters.");
        }
        var stripe = stripes[Math.floorMod(31 * call.user().hashCode() + key.hashCode(), STRIPES)];
        stripe.lockInterruptibly();
        try {
            return onceLocked(call, key, handler);
        } finally {
            stripe.unlock();
        }
    }

    private Response onceLocked(Call call, String key, Route.Handler handler)
            throws InterruptedException {
        var request = hash(call.request());
        var now = clock.instant();
        var kept =
                store.find(call.user(), key).filter(answer -> answer.at().plus(KEPT).isAfter(now));
        if (kept.isPresent()) {
            if (!MessageDigest.isEqual(kept.get().request(), request)) {
                throw Refusal.of(
                        RefusalCode.KEY_CONFLICT, "This key was used for another request.");
            }
            return new Response.Whole(
                    kept.get().status(),
                    Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                    kept.get().body());
        }
        var response = handler.handle(call);
        if (response instanceof Response.Whole whole && whole.status() < 300) {
            var answer =
                    new KeptAnswer(call.user(), key, request, whole.status(), whole.body(), now);
            log.amend(scope -> {
                scope.rows().put(answer, now.minus(KEPT));
                return true;
            });
        }
        return response;
    }

    private static byte[] hash(Request request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    (request.method() + " " + request.path() + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            return digest.digest(request.body());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
