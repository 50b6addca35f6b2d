/// How people stand to each other, as rows. Start at [SqlContactStore] and [ContactRows].
@NullMarked
package parley.store.contact;

import org.jspecify.annotations.NullMarked;
