/// The people as rows. Start at [SqlUserStore], what is read, and [UserRows], what a batch writes.
@NullMarked
package parley.store.user;

import org.jspecify.annotations.NullMarked;
