package parley.bench.report;

/// One second of a run.
///
/// @param atS seconds since the run began
/// @param connected people who are logged in
/// @param sent messages in that second, as are the next two
/// @param p50Ms latency to the addressee of what came in that second; 0 if nothing counted
/// @param serverCpu processors that the server kept busy, 0 if its process isn't known
public record Sample(
        double atS,
        long connected,
        double sent,
        double acknowledged,
        double received,
        double p50Ms,
        double p99Ms,
        double serverCpu,
        double benchCpu) {}
