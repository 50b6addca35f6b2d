/// The people: who they are to the server and to each other. Start at [User] and the port
/// [UserStore].
@NullMarked
package parley.core.user;

import org.jspecify.annotations.NullMarked;
