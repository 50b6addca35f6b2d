package parley.bench.wire;

/// How someone logs in to a server that isn't Parley's.
public record Credentials(String name, String password) {}
