/// The log: the one serial writer through which everything durable goes, and the positions that
/// readers keep. Start at [MessageLog], what use cases call, then [LaneWriter], what it does with a
/// batch. Guarantees: dense revs and seqs per conversation, a key used once, an outcome only after
/// the commit.
@NullMarked
package parley.core.log;

import org.jspecify.annotations.NullMarked;
