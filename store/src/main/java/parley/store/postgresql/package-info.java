/// PostgreSQL: many nodes on one database, each with a lane of its own. Start at
/// [PostgresqlEngine].
@NullMarked
package parley.store.postgresql;

import org.jspecify.annotations.NullMarked;
