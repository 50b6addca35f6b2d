/// Puts the parts together: one class for each layer. Start at [Node].
@NullMarked
package parley.server.assembly;

import org.jspecify.annotations.NullMarked;
