package parley.bench;

import parley.bench.cli.BenchCommand;
import parley.bench.wire.Connector;

/// The program.
public final class Main {
    private Main() {}

    /// @param arguments `bench` was taken off by the launcher
    public static void main(String[] arguments) {
        Connector.prepare();
        System.exit(BenchCommand.run(arguments));
    }
}
