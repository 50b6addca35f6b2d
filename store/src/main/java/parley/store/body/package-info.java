/// What lies in the blobs: the bodies of messages and changes, and what a batch touched. The first
/// byte of a message's body names its encoding, so that another can come without rewriting any.
@NullMarked
package parley.store.body;

import org.jspecify.annotations.NullMarked;
