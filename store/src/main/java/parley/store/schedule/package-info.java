/// Scheduled messages as rows. Start at [SqlScheduledStore] and [SqlScheduledRows].
@NullMarked
package parley.store.schedule;

import org.jspecify.annotations.NullMarked;
