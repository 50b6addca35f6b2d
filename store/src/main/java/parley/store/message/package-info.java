/// Messages and the other changes of a conversation as rows. Start at [SqlMessageStore], what is
/// read, and [MessageRows] and [ChangeRows], what a batch writes.
@NullMarked
package parley.store.message;

import org.jspecify.annotations.NullMarked;
