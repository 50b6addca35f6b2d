/// What is left to do after accounts were deleted, as rows. Start at [SqlErasureStore].
@NullMarked
package parley.store.erasure;

import org.jspecify.annotations.NullMarked;
