/// Messages: what is sent, its limits, sending and reading it back. Start at [MessageSender] and
/// [HistoryReader].
@NullMarked
package parley.core.message;

import org.jspecify.annotations.NullMarked;
