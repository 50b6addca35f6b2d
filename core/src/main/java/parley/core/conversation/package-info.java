/// Conversations: their heads, who belongs to them, and the use cases that make and change them.
/// Start at [Head] and [Membership].
@NullMarked
package parley.core.conversation;

import org.jspecify.annotations.NullMarked;
