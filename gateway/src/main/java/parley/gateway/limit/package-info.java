/// How much of something is let in: token buckets by user, device and address, and the admission of
/// handshakes.
@NullMarked
package parley.gateway.limit;

import org.jspecify.annotations.NullMarked;
