/// The tables, and how a database gets them: numbered SQL files that only ever add, each run once,
/// in one transaction, by whichever process comes first. Start at [Migrations].
@NullMarked
package parley.store.schema;

import org.jspecify.annotations.NullMarked;
