package parley.bench.scenario;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import parley.bench.load.Ledger;
import parley.bench.load.RunClock;
import parley.bench.load.Stamp;
import parley.bench.load.Tally;
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
    private final Map<String, Consumer<Answer>> asked = new HashMap<>();
    private int watched = -1;
    private Consumer<String> watcher = conversation -> {};
    private boolean staying = true;
    private boolean returning;
    private @Nullable Speech speech;
    private @Nullable Talk talk; // the latest, also when all are silent
    private @Nullable Talk closed; // said on each acknowledgement
    private @Nullable Habits habits;

    /// Which people a crew has: every `step`th from the first on.
    record Members(int first, int step, int count) {
        int person(int place) {
            return first + place * step;
        }

        int place(int person) {
            return (person - first) / step;
        }

        boolean has(int person) {
            return person % step == first;
        }
    }

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

    Members members() {
        return members;
    }

    /// The connection of a person who is here, or null.
    @Nullable Client client(int place) {
        return here[place];
    }

    /// Has those come who aren't here.
    void come(Arrivals.Rate rate, IntPredicate who) {
        staying = true;
        arrivals.pace(rate);
        for (int place = 0; place < here.length; place++) {
            if (here[place] == null && who.test(members.person(place))) {
                arrivals.come(members.person(place));
            }
        }
    }

    /// From now on people whose connection ends come back.
    void keepReturning() {
        returning = true;
    }

    /// Has some leave.
    void leave(IntPredicate who) {
        for (int place = 0; place < here.length; place++) {
            var client = here[place];
            if (client != null && who.test(members.person(place))) {
                client.leave();
            }
        }
    }

    /// Ends all.
    void end() {
        staying = false;
        speech = null;
        closed = null;
        habits = null;
        leave(person -> true);
    }

    /// Has people talk from now on, in place of what they said before.
    void speak(Talk about, Speech.Manner manner) {
        boolean silent = speech == null;
        talk = about;
        speech = new Speech(about, manner, members, clock.ms(), random);
        if (silent) {
            tick();
        }
    }

    /// Has everyone stop talking.
    void hush() {
        speech = null;
        closed = null;
        habits = null;
    }

    /// Tells of each message that comes to a person in which conversation it is.
    void watch(int person, Consumer<String> conversation) {
        if (members.has(person)) {
            watched = person;
            watcher = conversation;
        }
    }

    /// What people do besides talking, from now on.
    void live(Habits.Share share) {
        habits = new Habits(this, share, random);
    }

    private void tick() {
        var now = speech;
        if (now != null) {
            now.advance(clock.ms(), this::say);
            var doing = habits;
            if (doing != null) {
                doing.tick(clock.ms());
            }
            loop.flush();
            loop.later(this::tick, 1_000 - clock.us() % 1_000, TimeUnit.MICROSECONDS);
        }
    }

    private double say(int place, long dueMs) {
        var now = speech;
        if (now == null) {
            return -1;
        }
        var client = here[place];
        if (client == null) {
            tally().skipped.one();
            return now.pauseMs();
        }
        send(client, now.talk(), dueMs * 1_000);
        return now.pauseMs();
    }

    private void send(Client client, Talk about, long dueUs) {
        int sender = client.person();
        int picked = about.pick(sender, random);
        int receiver = Math.max(picked, 0);
        int group = Math.max(-picked, 0);
        var text = ledger.next(sender, receiver, group, about.receivers(picked), dueUs);
        loop.protocol().send(client, about.address(picked), text, Stamp.LENGTH);
        client.awaitsOne();
    }

    /// Has everyone talk as fast as they are acknowledged.
    ///
    /// @param inFlight messages of each person that aren't acknowledged yet
    void speakClosed(Talk about, int inFlight) {
        talk = about;
        closed = about;
        for (var client : here) {
            for (int i = 0; client != null && i < inFlight; i++) {
                send(client, about, clock.us());
            }
        }
        loop.flush();
    }

    /// Gives a command that isn't a send, if the person is here.
    ///
    /// @param id of the command, which no other has
    /// @param answered told of its answer
    void ask(int person, String id, String frame, Consumer<Answer> answered) {
        asked.put(id, answered);
        command(members.place(person), frame);
        loop.flush();
    }

    /// Gives a command whose answer is nobody's concern. It leaves with the loop's next flush.
    void command(int place, String frame) {
        var client = here[place];
        if (client != null) {
            loop.protocol().command(client, frame.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void ready(Client client) {
        here[members.place(client.person())] = client;
        arrivals.arrived(client);
    }

    @Override
    public void acknowledged(Client client, byte[] bytes, int at, int length) {
        ledger.acknowledged(bytes, at, length);
        client.gotOne();
        var next = closed;
        if (next != null) {
            send(client, next, clock.us());
        }
    }

    @Override
    public void refused(Client client, byte[] bytes, int at, int length) {
        int group = Stamp.place(bytes, at);
        int receivers = talk == null || group == 0 ? 1 : talk.receivers(-group);
        ledger.refused(bytes, at, length, receivers);
        client.gotOne();
    }

    @Override
    public void told(Client client, byte[] bytes, int at, int length, long seq) {
        if (client.person() == watched) {
            watcher.accept(new String(bytes, at, length, StandardCharsets.US_ASCII));
        }
        var doing = habits;
        if (doing != null) {
            doing.told(members.place(client.person()), bytes, at, length, seq);
        }
    }

    @Override
    public void received(Client client, byte[] bytes, int at, int length, boolean missed) {
        ledger.received(client.person(), bytes, at, length, missed);
    }

    @Override
    public void answered(Client client, Answer answer) {
        if (answer.id().equals(INCOMPLETE)) {
            tally().incomplete.one();
            return;
        }
        tally().answered.one();
        if (!answer.ok()) {
            tally().commandsRefused.one();
        }
        var waiting = asked.remove(answer.id());
        if (waiting != null) {
            waiting.accept(answer);
        }
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
        if (staying && !client.isLeaving()) {
            tally().dropped.one();
        }
        if (staying && returning) {
            arrivals.comeBack(client.person(), reconnectAfterMs);
        }
    }
}
