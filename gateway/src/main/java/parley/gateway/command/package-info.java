/// One command, one small class; [CommandTable] finds it.
@NullMarked
package parley.gateway.command;

import org.jspecify.annotations.NullMarked;
