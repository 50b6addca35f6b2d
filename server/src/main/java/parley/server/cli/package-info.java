/// The subcommands of the command line.
@NullMarked
package parley.server.cli;

import org.jspecify.annotations.NullMarked;
