/// A bare relay without accounts and storage: what the network alone costs on this machine.
@NullMarked
package parley.bench.floor;

import org.jspecify.annotations.NullMarked;
