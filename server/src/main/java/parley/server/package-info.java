/// The program: its command line, settings, and the assembly of everything else. Start at [Main].
@NullMarked
package parley.server;

import org.jspecify.annotations.NullMarked;
