/// Who is behind a connection, and since which cursor: hello, sync, live. Start at [Session].
@NullMarked
package parley.gateway.session;

import org.jspecify.annotations.NullMarked;
