/// `./parley bench`: what is asked for on the command line. Start at [BenchCommand].
@NullMarked
package parley.bench.cli;

import org.jspecify.annotations.NullMarked;
