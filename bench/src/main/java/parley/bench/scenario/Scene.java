package parley.bench.scenario;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import parley.bench.server.Person;
import parley.bench.server.Target;
import parley.bench.wire.Door;
import parley.bench.wire.Loop;
import parley.bench.wire.Protocol;

/// Where a scenario is played: a server, a door of it, and people with accounts there.
///
/// @param protocol what is spoken, made for each event loop
public record Scene(
        Target target,
        Door door,
        List<Person> people,
        Function<Loop, Protocol> protocol,
        Tuning tuning) {

    /// How the load tool itself works.
    ///
    /// @param threads event loops
    /// @param arrival how fast people come
    /// @param textLength characters of each message
    /// @param seed of everything that is random
    /// @param patience how long anything is waited for that should come to an end
    public record Tuning(
            int threads, Arrivals.Rate arrival, int textLength, long seed, Duration patience) {}

    InetSocketAddress address() {
        return new InetSocketAddress(target.host(), target.port(door.listener()));
    }

    /// With other people, or fewer.
    public Scene with(List<Person> others) {
        return new Scene(target, door, others, protocol, tuning);
    }
}
