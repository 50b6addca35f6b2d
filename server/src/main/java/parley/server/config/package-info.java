/// Settings: one table of keys, read from a file, the environment, an env file and flags. Start at
/// [Settings].
@NullMarked
package parley.server.config;

import org.jspecify.annotations.NullMarked;
