/// What a connection says and hears. A [Protocol] speaks for all connections of one event loop; a
/// [Client] is one connection. Everything here runs on event loops and makes no garbage per message
/// that it can do without, since the tool shares its processors with the server that it measures.
@NullMarked
package parley.bench.wire;

import org.jspecify.annotations.NullMarked;
