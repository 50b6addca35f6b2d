/// The load tool: it plays thousands of people against a running server and says what that cost.
@NullMarked
package parley.bench;

import org.jspecify.annotations.NullMarked;
