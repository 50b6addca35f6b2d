package parley.gateway.command;

import parley.protocol.Command;

/// Does what one type of command asks for. Blocks; runs on a virtual thread, one command of a
/// connection at a time.
@FunctionalInterface
interface CommandHandler<C extends Command> {
    /// @throws parley.core.Refusal if the messenger says no
    void run(C command, Caller caller) throws InterruptedException;
}
