/// Sessions over plain HTTP (PROTOCOL.md section 2): an event stream or long polls for what comes,
/// requests for commands. Start at [HttpSessions].
@NullMarked
package parley.gateway.stream;

import org.jspecify.annotations.NullMarked;
