/// The doors: connections, sessions, commands and REST. Doors translate and decide nothing;
/// authority is the core's. Packages: `connection` (bytes), `session` (who), `command` (what they
/// ask), `hub` (who is told), `presence`, `limit`, `http`, `stream`, `rest`.
@NullMarked
package parley.gateway;

import org.jspecify.annotations.NullMarked;
