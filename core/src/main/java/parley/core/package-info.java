/// The messenger itself, free of any framework: use cases and the ports that they need. It knows no
/// database, no network, no clock and no thread of its own; they are handed in.
@NullMarked
package parley.core;

import org.jspecify.annotations.NullMarked;
