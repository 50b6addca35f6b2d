package parley.bench.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import parley.bench.scenario.Scenario;
import picocli.CommandLine.Mixin;

/// A scenario on the command line: what all of them take, and how each is made of it.
abstract sealed class ScenarioCommand implements Callable<Integer>
        permits ConnectCommand,
                IdleCommand,
                DirectCommand,
                SaturateCommand,
                GroupCommand,
                ChannelCommand,
                RoomsCommand,
                MixedCommand,
                ResumeCommand,
                HistoryCommand {
    @Mixin ServerOptions server = new ServerOptions();
    @Mixin RunOptions run = new RunOptions();

    /// What is played.
    abstract Scenario scenario();

    /// How long a run takes at most, so that tokens last.
    abstract Duration length();

    @Override
    public Integer call() {
        return new Runner(server, run).play(scenario(), length());
    }
}
