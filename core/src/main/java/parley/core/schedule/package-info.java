/// Messages that are written now and sent later. Start at [Scheduler] and [DueSender].
@NullMarked
package parley.core.schedule;

import org.jspecify.annotations.NullMarked;
