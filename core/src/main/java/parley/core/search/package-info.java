/// Finding messages again by their words. [SearchQuery] is what is typed, [MessageSearch] the use
/// case that finds only what the asker may read, [MessageFinder] the index that it asks.
@NullMarked
package parley.core.search;

import org.jspecify.annotations.NullMarked;
