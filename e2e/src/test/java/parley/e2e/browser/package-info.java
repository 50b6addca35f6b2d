/// Journeys of two people in two real browsers on the real server. Start at [TwoPeopleTest].
@NullMarked
package parley.e2e.browser;

import org.jspecify.annotations.NullMarked;
