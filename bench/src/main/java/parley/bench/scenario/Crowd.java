package parley.bench.scenario;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import parley.bench.load.Ledger;
import parley.bench.load.RunClock;
import parley.bench.load.Stamp;
import parley.bench.load.Tally;
import parley.bench.load.Totals;
import parley.bench.load.Window;
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
        int tag = (int) (System.nanoTime() >>> 10 & (Stamp.TAGS - 1));
        var run =
                new Ledger.Run(clock, window, tag, streams / threads, scene.tuning().textLength());
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

    /// Has everyone come who isn't here.
    void come() {
        var rate = scene.tuning().arrival().share(crews.size());
        each(crew -> crew.come(rate));
    }

    /// Has everyone talk.
    ///
    /// @param perSecond messages of everyone together
    void speak(Talk talk, double perSecond) {
        each(crew -> crew.speak(talk, 1_000.0 * people() / perSecond));
    }

    @Override
    public void close() {
        each(Crew::leave);
        // connections end before their loops do
        loops.shutdownGracefully(200, 10_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
