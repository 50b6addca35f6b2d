/// How far each person got: received and read marks, cumulative, never going back. Start at
/// [MarkBook].
@NullMarked
package parley.core.receipt;

import org.jspecify.annotations.NullMarked;
