/// The process that is measured: starting and ending it, its processor time and memory, and
/// accounts on it.
@NullMarked
package parley.bench.server;

import org.jspecify.annotations.NullMarked;
