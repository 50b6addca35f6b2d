package parley.bench.scenario;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import parley.bench.server.Person;
import parley.bench.server.Rest;
import parley.bench.server.Target;
import parley.bench.wire.Credentials;
import parley.bench.wire.Door;
import parley.bench.wire.Loop;
import parley.bench.wire.MqttProtocol;
import parley.bench.wire.Notebook;
import parley.bench.wire.ParleyProtocol;
import parley.bench.wire.ParleyProtocol.Hello;
import parley.bench.wire.Protocol;
import parley.bench.wire.Tongue;
import parley.bench.wire.XmppProtocol;

/// Where a scenario is played: a server, a door of it, and people with accounts there.
public final class Scene {
    private static final String DOMAIN = "localhost"; // of XMPP servers that are measured

    private final Target target;
    private final Door door;
    private final List<Person> people;
    private final Manners manners;
    private final Tuning tuning;
    private final Notebook notebook;

    /// How the load tool itself works.
    ///
    /// @param threads event loops
    /// @param arrival how fast people come
    /// @param textLength characters of each message
    /// @param presence whether people tell and are told who is online
    /// @param seed of everything that is random
    /// @param patience how long anything is waited for that should come to an end
    public record Tuning(
            int threads,
            Arrivals.Rate arrival,
            int textLength,
            boolean presence,
            long seed,
            Duration patience) {}

    /// How one behaves there.
    private record Manners(Tongue tongue, Gathering gathering) {}

    private Scene(Target target, Door door, List<Person> people, Manners manners, Tuning tuning) {
        this.target = target;
        this.door = door;
        this.people = people;
        this.manners = manners;
        this.tuning = tuning;
        notebook = new Notebook(people.size());
    }

    /// At a Parley server.
    public static Scene parley(
            Target target, Door door, List<Person> people, Rest rest, Tuning tuning) {
        return new Scene(
                target,
                door,
                people,
                new Manners(Tongue.PARLEY, new Gathering.ByOwner(rest, people)),
                tuning);
    }

    /// At the bare relay.
    public static Scene floor(Target target, Door door, List<Person> people, Tuning tuning) {
        return new Scene(
                target,
                door,
                people,
                new Manners(Tongue.PARLEY, new Gathering.ByJoining(new AtomicInteger())),
                tuning);
    }

    /// At another messenger's server.
    public static Scene peer(
            Target target, Door door, List<Person> people, Tongue tongue, Tuning tuning) {
        return new Scene(target, door, people, new Manners(tongue, new Gathering.Never()), tuning);
    }

    /// With the first of these people alone.
    Scene first(int count) {
        return new Scene(target, door, people.subList(0, count), manners, tuning);
    }

    Target target() {
        return target;
    }

    Door door() {
        return door;
    }

    List<Person> people() {
        return people;
    }

    Gathering gathering() {
        return manners.gathering();
    }

    Tuning tuning() {
        return tuning;
    }

    /// Whether the server says of each message that it has it.
    boolean isAcknowledged() {
        return manners.tongue().isAcknowledging();
    }

    /// What people keep between connections.
    Notebook notebook() {
        return notebook;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(target.host(), target.port(door.listener()));
    }

    /// What is spoken, made for each event loop.
    Function<Loop, Protocol> protocol() {
        return switch (manners.tongue()) {
            case PARLEY -> loop -> new ParleyProtocol(loop, door, this::hello, notebook);
            case MQTT -> _ -> new MqttProtocol(this::credentials);
            case XMPP -> _ -> new XmppProtocol(DOMAIN, this::credentials);
        };
    }

    private Credentials credentials(int person) {
        return new Credentials(people.get(person).id(), people.get(person).token());
    }

    private Hello hello(int person) {
        return new Hello(
                people.get(person).token(),
                notebook.cursor(person),
                notebook.session(person),
                tuning.presence());
    }
}
