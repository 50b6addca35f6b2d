package parley.bench;

import parley.bench.cli.BenchCommand;

/// The program.
public final class Main {
    private Main() {}

    /// @param arguments `bench` was taken off by the launcher
    public static void main(String[] arguments) {
        System.exit(BenchCommand.run(arguments));
    }
}
