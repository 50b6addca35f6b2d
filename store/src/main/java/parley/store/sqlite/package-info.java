/// SQLite: one file, one writer, a few readers, all on platform threads, since a native call pins
/// the carrier of a virtual thread. Start at [SqliteEngine].
@NullMarked
package parley.store.sqlite;

import org.jspecify.annotations.NullMarked;
