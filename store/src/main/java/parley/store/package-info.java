/// The messenger's ports on SQLite, one local file for one node, and on PostgreSQL for many. Start
/// at [Database]. Guarantees: what a batch wrote is durable when the call returns, and a batch is
/// seen whole or not at all.
@NullMarked
package parley.store;

import org.jspecify.annotations.NullMarked;
