/// Who is here and who is told: presence, gathered so that nobody is flooded. Start at
/// [PresenceBoard].
@NullMarked
package parley.gateway.presence;

import org.jspecify.annotations.NullMarked;
