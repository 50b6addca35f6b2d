/// What of direct conversations is committed and not yet in its tables. Start at [Lag].
@NullMarked
package parley.store.sqlite.lag;

import org.jspecify.annotations.NullMarked;
