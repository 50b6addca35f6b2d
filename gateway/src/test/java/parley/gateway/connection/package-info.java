/// Tests of doors.
@NullMarked
package parley.gateway.connection;

import org.jspecify.annotations.NullMarked;
