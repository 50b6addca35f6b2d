package parley.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import parley.core.Refusal;
import parley.core.account.PasswordHasher;

/// Passwords hashed by Argon2id (RFC 9106), with the least parameters that OWASP recommends: 19
/// MiB, two passes, one lane. A hash names its parameters (PHC string format), so they can be
/// raised while older ones are still checked.
///
/// Hashing runs on platform threads of its own, as many as it may use cores: it computes for tens
/// of milliseconds without a pause, and on virtual threads it would keep every other use case off
/// the cores for as long. Callers wait in a line; when the line is full they are refused with
/// `rate_limited`. Memory is bounded by 19 MiB a thread. Thread-safe.
public final class Argon2idHasher implements PasswordHasher, AutoCloseable {
    private static final PhcHash.Cost COST = new PhcHash.Cost(19_456, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final SecureRandom random;
    private final ThreadPoolExecutor threads;
    private final PhcHash nobody;

    /// @param atOnce how many are hashed at the same time
    /// @param waiting how many may wait besides
    public Argon2idHasher(SecureRandom random, int atOnce, int waiting) {
        this.random = random;
        this.threads =
                new ThreadPoolExecutor(
                        atOnce,
                        atOnce,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(waiting),
                        Thread.ofPlatform().daemon().name("argon2id-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        this.nobody = new PhcHash(COST, bytes(SALT_BYTES), bytes(HASH_BYTES));
    }

    @Override
    public String hash(String password) {
        byte[] salt = bytes(SALT_BYTES);
        byte[] hash = inLine(() -> argon2id(password, COST, salt, HASH_BYTES));
        return new PhcHash(COST, salt, hash).text();
    }

    @Override
    public boolean matches(String password, String hash) {
        return PhcHash.parse(hash).map(kept -> matches(password, kept)).orElse(false);
    }

    @Override
    public boolean matchesNothing(String password) {
        matches(password, nobody);
        return false; // not even a chance hit lets anyone in
    }

    private boolean matches(String password, PhcHash kept) {
        byte[] hash =
                inLine(() -> argon2id(password, kept.cost(), kept.salt(), kept.hash().length));
        return MessageDigest.isEqual(hash, kept.hash());
    }

    private byte[] inLine(Callable<byte[]> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException full) {
            throw Refusal.rateLimited(RETRY);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Refusal.rateLimited(RETRY);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password couldn't be hashed", e.getCause());
        }
    }

    private static byte[] argon2id(String password, PhcHash.Cost cost, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memoryKb())
                        .withIterations(cost.passes())
                        .withParallelism(cost.lanes())
                        .withSalt(salt)
                        .build());
        var hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Refuses what still comes; what waits is finished.
    @Override
    public void close() {
        threads.shutdown();
    }
}
