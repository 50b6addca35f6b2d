/// Tests of the whole: how the parts may depend on each other.
@NullMarked
package parley.server;

import org.jspecify.annotations.NullMarked;
