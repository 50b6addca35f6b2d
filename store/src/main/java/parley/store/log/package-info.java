/// The log as the one writer sees it, made of the rows of all the others. Start at [SqlLogStore].
@NullMarked
package parley.store.log;

import org.jspecify.annotations.NullMarked;
