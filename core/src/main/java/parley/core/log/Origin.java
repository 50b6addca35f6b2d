package parley.core.log;

/// The connection whose command made a draft, as its door knows it: handed back with what was
/// committed, so that the `ok` takes its place among the events of that connection.
public interface Origin {}
