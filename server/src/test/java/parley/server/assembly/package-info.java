/// Tests of what a node is built from.
@NullMarked
package parley.server.assembly;

import org.jspecify.annotations.NullMarked;
