/// Black-box tests: the packaged server as its own process, spoken to over the wire. Start at
/// [RunningServer].
@NullMarked
package parley.e2e;

import org.jspecify.annotations.NullMarked;
