/// Tests of sessions over HTTP.
@NullMarked
package parley.gateway.stream;

import org.jspecify.annotations.NullMarked;
