package parley.bench.scenario;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import parley.bench.load.Tally;
import parley.bench.wire.Client;
import parley.bench.wire.ClientListener;
import parley.bench.wire.Connector;
import parley.bench.wire.Loop;

/// Lets the people of one event loop in: so many at once, so many a second, and those who are sent
/// away again when they were told to come back. For that loop's thread.
public final class Arrivals {
    private static final int FINAL_CODES = 4400; // from here on a client must not come back
    private static final int PAUSE_MS = 500; // after an attempt that failed without a word

    private final Loop loop;
    private final Connector connector;
    private final ClientListener listener;
    private final Tally tally;
    private final SplittableRandom random;
    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
    private Rate rate = new Rate(1, 0);
    private int underWay;
    private long nextNs;
    private boolean delayed;

    /// How fast people come.
    ///
    /// @param atOnce connections that are being opened at a time
    /// @param perSecond new ones; 0: as fast as the server lets them in
    public record Rate(int atOnce, double perSecond) {
        /// What one of several loops does of it.
        Rate share(int loops) {
            return new Rate(Math.max(1, atOnce / loops), perSecond / loops);
        }
    }

    Arrivals(
            Loop loop,
            Connector connector,
            ClientListener listener,
            Tally tally,
            SplittableRandom random) {
        this.loop = loop;
        this.connector = connector;
        this.listener = listener;
        this.tally = tally;
        this.random = random;
    }

    void pace(Rate pace) {
        rate = pace;
    }

    /// Someone comes.
    void come(int person) {
        waiting.add(person);
        fill();
    }

    /// Someone is in.
    void arrived(Client client) {
        underWay--;
        tally.logins.one();
        tally.connected.one();
        Tally.record(tally.login, (System.nanoTime() - client.startedNs()) / 1_000);
        fill();
    }

    /// Someone who was on the way in was sent away.
    void failed(Client client, int code, long afterMs) {
        underWay--;
        if (code >= FINAL_CODES) {
            tally.turnedAway.one();
        } else {
            tally.retries.one();
            comeBack(client.person(), afterMs);
        }
        fill();
    }

    /// Someone comes back after a while.
    void comeBack(int person, long afterMs) {
        long pauseMs = afterMs > 0 ? afterMs : random.nextLong(1, PAUSE_MS);
        loop.later(() -> come(person), pauseMs, TimeUnit.MILLISECONDS);
    }

    private void fill() {
        while (underWay < rate.atOnce() && !waiting.isEmpty()) {
            if (rate.perSecond() > 0) {
                long now = System.nanoTime();
                if (nextNs - now > 0) {
                    fillAfter(nextNs - now);
                    return;
                }
                nextNs = Math.max(nextNs, now - 1_000_000_000L) + (long) (1e9 / rate.perSecond());
            }
            underWay++;
            connector.connect(new Client(waiting.remove(), loop, listener, connector.isSecure()));
        }
    }

    private void fillAfter(long ns) {
        if (!delayed) {
            delayed = true;
            loop.later(
                    () -> {
                        delayed = false;
                        fill();
                    },
                    ns,
                    TimeUnit.NANOSECONDS);
        }
    }
}
