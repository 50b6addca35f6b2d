package parley.bench.scenario;

import java.io.PrintStream;
import parley.bench.report.Result;

/// One thing that people do, and what it shows of the server.
public interface Scenario {
    /// As on the command line.
    String name();

    /// Plays it.
    ///
    /// @param progress told what happens, a line a second
    Result play(Scene scene, PrintStream progress);
}
