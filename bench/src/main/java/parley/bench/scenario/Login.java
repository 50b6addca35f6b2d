package parley.bench.scenario;

import parley.bench.report.Result;

/// Everyone comes at once, and what that cost: the beginning of every scenario.
final class Login {
    private Login() {}

    /// Has everyone come, and waits until they are in.
    static void of(Scene scene, Crowd crowd, Meter meter, Result result) {
        var before = meter.now();
        crowd.come();
        boolean all =
                meter.await(
                        scene.tuning().patience(),
                        () -> {
                            var now = crowd.totals();
                            return now.logins() + now.turnedAway() >= crowd.people();
                        });
        var after = meter.now();
        meter.look();
        var totals = after.totals();
        result.add("connected users", totals.connected());
        result.add("login: all in after", after.secondsSince(before), "s");
        result.add("login: p50", meter.login().getValueAtPercentile(50) / 1e3, "ms");
        result.add("login: p99", meter.login().getValueAtPercentile(99) / 1e3, "ms");
        scene.target()
                .process()
                .ifPresent(_ ->
                        result.add(
                                "login: server CPU each",
                                after.serverCpu().minus(before.serverCpu()).toNanos()
                                        / 1e6
                                        / Math.max(1, totals.logins()),
                                "ms"));
        result.add("login: came again", totals.retries());
        if (!all || totals.turnedAway() > 0) {
            result.fault(
                    "%d of %d people could not log in"
                            .formatted(crowd.people() - totals.logins(), crowd.people()));
        }
    }
}
