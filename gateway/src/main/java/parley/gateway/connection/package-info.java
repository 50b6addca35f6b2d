/// Bytes in, bytes out, close. A [Connection] moves frames over one transport and knows nothing of
/// who is behind it. Everything here runs on the connection's event loop and never blocks, but for
/// [CommandPump], where the event loop hands over to a virtual thread: the one place where the two
/// meet.
@NullMarked
package parley.gateway.connection;

import org.jspecify.annotations.NullMarked;
