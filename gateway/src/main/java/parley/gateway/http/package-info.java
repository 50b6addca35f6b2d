/// HTTP/1.1 on Netty's codec: requests, the router, the upgrade to a WebSocket and the event
/// streams.
@NullMarked
package parley.gateway.http;

import org.jspecify.annotations.NullMarked;
