package parley.bench.scenario;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.bench.load.Ledger;
import parley.bench.load.RunClock;
import parley.bench.load.Stamp;
import parley.bench.load.Tally;
import parley.bench.load.Wheel;
import parley.bench.wire.Client;
import parley.bench.wire.ClientListener;
import parley.bench.wire.Connector;
import parley.bench.wire.Loop;

/// The people of one event loop: has them come, talk on time, and keeps the books of what they say
/// and hear. Everything runs on the loop, but for [#tally].
final class Crew implements ClientListener {
    private final Loop loop;
    private final Members members;
    private final Ledger ledger;
    private final RunClock clock;
    private final SplittableRandom random;
    private final Arrivals arrivals;
    private final @Nullable Client[] here; // by place among the members
    private boolean staying = true;
    private boolean returning;
    private @Nullable Speaking speaking;

    /// Which people a crew has: every `step`th from the first on.
    record Members(int first, int step, int count) {
        int person(int place) {
            return first + place * step;
        }

        int place(int person) {
            return (person - first) / step;
        }
    }

    /// What people are saying.
    ///
    /// @param pauseMs between two messages of one sender
    private record Speaking(Talk talk, Wheel wheel, double pauseMs) {}

    Crew(Loop loop, Connector connector, Members members, Ledger.Run run, long seed) {
        this.loop = loop;
        this.members = members;
        ledger = new Ledger(run);
        clock = run.clock();
        random = new SplittableRandom(seed + members.first());
        arrivals = new Arrivals(loop, connector, this, ledger.tally(), random);
        here = new @Nullable Client[members.count()];
    }

    Tally tally() {
        return ledger.tally();
    }

    Loop loop() {
        return loop;
    }

    /// Has everyone come who isn't here.
    void come(Arrivals.Rate rate) {
        staying = true;
        arrivals.pace(rate);
        for (int place = 0; place < here.length; place++) {
            if (here[place] == null) {
                arrivals.come(members.person(place));
            }
        }
    }

    /// From now on people whose connection ends come back.
    void keepReturning() {
        returning = true;
    }

    /// Has everyone leave.
    void leave() {
        staying = false;
        speaking = null;
        for (var client : here) {
            if (client != null) {
                client.close();
            }
        }
    }

    /// Has everyone talk from now on.
    void speak(Talk talk, double pauseMs) {
        var before = speaking;
        if (before != null) {
            speaking = new Speaking(talk, before.wheel(), pauseMs);
            return;
        }
        var wheel = new Wheel(here.length);
        long now = clock.ms();
        wheel.advance(now, (sender, due) -> -1);
        for (int place = 0; place < here.length; place++) {
            wheel.put(place, now + 1 + random.nextDouble(pauseMs));
        }
        speaking = new Speaking(talk, wheel, pauseMs);
        tick();
    }

    /// Has everyone stop talking.
    void hush() {
        speaking = null;
    }

    private void tick() {
        var now = speaking;
        if (now != null) {
            now.wheel().advance(clock.ms(), this::say);
            loop.flush();
            long untilNextUs = 1_000 - clock.us() % 1_000;
            loop.eventLoop().schedule(this::tick, untilNextUs, TimeUnit.MICROSECONDS);
        }
    }

    private double say(int place, long dueMs) {
        var now = speaking;
        if (now == null) {
            return -1;
        }
        var client = here[place];
        if (client == null) {
            tally().skipped.one();
            return now.pauseMs();
        }
        var talk = now.talk();
        int sender = members.person(place);
        int picked = talk.pick(sender, random);
        var text =
                ledger.next(
                        sender,
                        Math.max(picked, 0),
                        Math.max(-picked, 0),
                        talk.receivers(picked),
                        dueMs);
        loop.protocol().send(client, talk.address(picked), text, Stamp.LENGTH);
        return now.pauseMs();
    }

    @Override
    public void ready(Client client) {
        here[members.place(client.person())] = client;
        arrivals.arrived(client);
    }

    @Override
    public void acknowledged(Client client, byte[] bytes, int at, int length) {
        ledger.acknowledged(bytes, at, length);
    }

    @Override
    public void refused(Client client, byte[] bytes, int at, int length) {
        var now = speaking;
        int place = Stamp.place(bytes, at);
        ledger.refused(
                bytes, at, length, now == null || place == 0 ? 1 : now.talk().receivers(-place));
    }

    @Override
    public void received(Client client, byte[] bytes, int at, int length, boolean missed) {
        ledger.received(client.person(), bytes, at, length, missed);
    }

    @Override
    public void answered(Client client, Answer answer) {
        // nothing is asked here
    }

    @Override
    public void gone(Client client, int code, long reconnectAfterMs) {
        int place = members.place(client.person());
        if (here[place] != client) {
            if (staying) {
                arrivals.failed(client, code, reconnectAfterMs);
            }
            return;
        }
        here[place] = null;
        tally().connected.add(-1);
        if (staying) {
            tally().dropped.one();
            if (returning) {
                arrivals.comeBack(client.person(), reconnectAfterMs);
            }
        }
    }
}
