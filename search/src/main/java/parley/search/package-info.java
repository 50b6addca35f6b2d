/// The full-text index of messages: a follower of the log, made of it and made again from it at
/// will. [SearchIndex] is what a node has of it; [LogFollower] keeps it up to date, and
/// [LuceneFinder] asks it.
@NullMarked
package parley.search;

import org.jspecify.annotations.NullMarked;
