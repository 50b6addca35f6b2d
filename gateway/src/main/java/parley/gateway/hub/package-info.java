/// Telling those who are here what was committed, and what passes. Start at [FanOut] and [Hub].
@NullMarked
package parley.gateway.hub;

import org.jspecify.annotations.NullMarked;
