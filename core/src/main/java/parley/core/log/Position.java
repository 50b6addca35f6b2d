package parley.core.log;

/// One batch of one lane. A lane is one serial writer of the log; its batches are numbered 1, 2, 3
/// ... without gaps.
public record Position(int lane, long n) {}
