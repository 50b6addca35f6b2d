/// Coming back: what happened since a cursor, conversation by conversation. Start at [SyncReader].
@NullMarked
package parley.core.sync;

import org.jspecify.annotations.NullMarked;
