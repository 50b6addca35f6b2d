/// Tests of the parts of commands.
@NullMarked
package parley.gateway.command;

import org.jspecify.annotations.NullMarked;
