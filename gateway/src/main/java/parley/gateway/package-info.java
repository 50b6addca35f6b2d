/// The doors: connections, sessions, commands and REST. Doors translate and decide nothing;
/// authority is the core's. Start at [Gateway].
@NullMarked
package parley.gateway;

import org.jspecify.annotations.NullMarked;
