/// When messages are due, what became of each, and how long it took.
@NullMarked
package parley.bench.load;

import org.jspecify.annotations.NullMarked;
