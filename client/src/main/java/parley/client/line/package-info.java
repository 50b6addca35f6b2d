/// A conversation in a terminal, on top of the SDK: lines in, lines out, no screen control, so that
/// it works through a pipe as well. Start at [LineChat].
@NullMarked
package parley.client.line;

import org.jspecify.annotations.NullMarked;
