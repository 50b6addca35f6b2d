/// Tests of the parts of fan-out.
@NullMarked
package parley.gateway.hub;

import org.jspecify.annotations.NullMarked;
