/// Tests of sessions.
@NullMarked
package parley.gateway.session;

import org.jspecify.annotations.NullMarked;
