package parley.core.log;

import org.jspecify.annotations.Nullable;
import parley.core.log.MessageLog.Amendment;

/// What else is to be written with a message, in its transaction and right after it. Asked by the
/// writer for each message that is stored, so it answers from memory.
@FunctionalInterface
public interface Sequel {
    /// Nothing, for any message.
    Sequel NONE = message -> null;

    /// @return a rule whose result is run after the commit; null for nearly all messages. Where the
    ///   rule fails, the message is stored without it
    @Nullable Amendment<Runnable> of(Message message);
}
