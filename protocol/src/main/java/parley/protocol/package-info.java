/// Parley's wire protocol, version 1, as types: frames, codes, limits and their two encodings, JSON
/// and CBOR. Knows nothing of the messenger; ids and times are text here. Start at [Codec],
/// [Command] and [Frame].
@NullMarked
package parley.protocol;

import org.jspecify.annotations.NullMarked;
