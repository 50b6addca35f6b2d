package parley.gateway.limit;

import java.util.concurrent.atomic.AtomicInteger;

/// What all connections of this node have handed in and isn't done: sends that await their commit,
/// and commands that wait for the one before them. While it is much, each may have little of it.
/// What else they send stays in their sockets, so that a server with more to do than it can takes
/// as much as it can, and no memory for the rest. Thread-safe.
///
/// Bound: [#MANY] and a few of each connection, sends and commands alike.
public final class Crowding {
    /// From here on each may have little: under a second's work of a busy machine.
    static final int MANY = 8_192;

    private static final int SENDS = 32;
    private static final int SENDS_OF_MANY = 1;

    /// From so many commands on that wait a connection isn't read, and for more it doesn't count.
    public static final int COMMANDS = 64;

    private static final int COMMANDS_OF_MANY = 4;

    private final AtomicInteger sends = new AtomicInteger();
    private final AtomicInteger commands = new AtomicInteger();

    /// How many sends one caller may have in flight now.
    public int sendsEach() {
        return sends.get() < MANY ? SENDS : SENDS_OF_MANY;
    }

    /// So many more sends are in flight, or fewer.
    public void sends(int more) {
        sends.addAndGet(more);
    }

    /// From how many commands that wait a connection isn't read now.
    public int commandsEach() {
        return commands.get() < MANY ? COMMANDS : COMMANDS_OF_MANY;
    }

    /// So many more commands wait, or fewer.
    public void commands(int more) {
        commands.addAndGet(more);
    }
}
