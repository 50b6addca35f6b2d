package parley.bench.scenario;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import parley.bench.load.Ledger;
import parley.bench.load.RunClock;
import parley.bench.load.Stamp;
import parley.bench.load.Tally;
import parley.bench.load.Totals;
import parley.bench.load.Window;
import parley.bench.wire.ClientListener.Answer;
import parley.bench.wire.Connector;
import parley.bench.wire.Loop;

/// Everyone who takes part in a run, spread over the event loops.
final class Crowd implements AutoCloseable {
    private final Scene scene;
    private final RunClock clock = new RunClock();
    private final Window window = new Window();
    private final MultiThreadIoEventLoopGroup loops;
    private final List<Crew> crews = new ArrayList<>();

    /// @param streams so many pairs of sender and receiver there will be
    Crowd(Scene scene, long streams) {
        this.scene = scene;
        int threads = scene.tuning().threads();
        loops = Connector.loops(threads);
        var connector = new Connector(scene.address(), scene.door().isSecure());
        int people = scene.people().size();
        var run =
                new Ledger.Run(
                        clock,
                        window,
                        Stamp.nextTag(),
                        streams / threads,
                        scene.tuning().textLength());
        for (int i = 0; i < threads; i++) {
            var members = new Crew.Members(i, threads, (people - i + threads - 1) / threads);
            var loop = new Loop(loops.next(), scene.protocol());
            crews.add(new Crew(loop, connector, members, run, scene.tuning().seed()));
        }
    }

    RunClock clock() {
        return clock;
    }

    Window window() {
        return window;
    }

    int people() {
        return scene.people().size();
    }

    List<Tally> tallies() {
        return crews.stream().map(Crew::tally).toList();
    }

    Totals totals() {
        return Totals.of(tallies());
    }

    /// Has each crew do something, on its loop.
    void each(Consumer<Crew> action) {
        crews.forEach(crew -> crew.loop().eventLoop().execute(() -> action.accept(crew)));
    }

    /// Waits for something that should come about soon.
    ///
    /// @throws IllegalStateException if it doesn't
    void await(BooleanSupplier done) {
        long end = System.nanoTime() + scene.tuning().patience().toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("what was awaited doesn't come about");
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /// Has everyone come who isn't here.
    void come() {
        come(person -> true);
    }

    /// Has those of some come who aren't here.
    void come(IntPredicate who) {
        var rate = scene.tuning().arrival().share(crews.size());
        each(crew -> crew.come(rate, who));
    }

    /// Has some leave.
    void leave(IntPredicate who) {
        each(crew -> crew.leave(who));
    }

    /// Has everyone talk.
    ///
    /// @param perSecond messages of everyone together
    void speak(Talk talk, double perSecond) {
        speak(talk, Speech.Manner.steady(1_000.0 * people() / perSecond));
    }

    /// Has people talk.
    void speak(Talk talk, Speech.Manner manner) {
        each(crew -> crew.speak(talk, manner));
    }

    /// Has one person give a command, and waits for its answer.
    Answer ask(int person, String id, String frame) {
        var answer = new CompletableFuture<Answer>();
        each(crew -> {
            if (crew.members().has(person)) {
                crew.ask(person, id, frame, answer::complete);
            }
        });
        try {
            return answer.get(scene.tuning().patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a command isn't answered: " + frame, e);
        }
    }

    @Override
    public void close() {
        each(Crew::end);
        // connections end before their loops do
        loops.shutdownGracefully(200, 10_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
