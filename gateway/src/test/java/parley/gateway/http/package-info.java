/// Tests of the HTTP door's parts.
@NullMarked
package parley.gateway.http;

import org.jspecify.annotations.NullMarked;
