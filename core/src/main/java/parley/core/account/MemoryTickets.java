package parley.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import parley.core.account.AccessTokens.Claims;

/// Tickets in the memory of one node. Holds 100,000 (some 20 MB); when full the oldest goes, whose
/// owner asks for another.
public final class MemoryTickets implements Tickets {
    /// How long a ticket is good.
    static final Duration LIFETIME = Duration.ofSeconds(30);

    private static final int MAX = 100_000;
    private static final int BYTES = 32;

    private final InstantSource clock;
    private final SecureRandom random;
    private final ReentrantLock lock = new ReentrantLock();

    // in the order of issue, so also of expiry
    private final LinkedHashMap<String, Ticket> tickets = new LinkedHashMap<>();

    public MemoryTickets(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String issue(Claims claims) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        lock.lock();
        try {
            sweep(now);
            tickets.put(text, new Ticket(claims, now.plus(LIFETIME)));
        } finally {
            lock.unlock();
        }
        return text;
    }

    @Override
    public Optional<Claims> take(String ticket) {
        Instant now = clock.instant();
        lock.lock();
        try {
            return Optional.ofNullable(tickets.remove(ticket))
                    .filter(taken -> now.isBefore(taken.goodUntil()))
                    .map(Ticket::claims);
        } finally {
            lock.unlock();
        }
    }

    private void sweep(Instant now) {
        while (!tickets.isEmpty()) {
            Map.Entry<String, Ticket> oldest = tickets.firstEntry();
            if (tickets.size() < MAX && now.isBefore(oldest.getValue().goodUntil())) {
                return;
            }
            tickets.pollFirstEntry();
        }
    }

    private record Ticket(Claims claims, Instant goodUntil) {}
}
