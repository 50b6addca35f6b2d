/// Tests of the settings.
@NullMarked
package parley.server.config;

import org.jspecify.annotations.NullMarked;
