/// The one seam between the stores and the two databases. A store says what it reads in plain SQL
/// on a [Session] that an [Engine] lends; the few things that differ between SQLite and PostgreSQL
/// are the methods of [Dialect]. Start at [Engine].
@NullMarked
package parley.store.sql;

import org.jspecify.annotations.NullMarked;
