/// What things are called: the ids of users, devices and conversations, and their text on the wire.
/// Ids are values without behaviour; [PublicIds] is the only place that turns them into text and
/// back.
@NullMarked
package parley.core.id;

import org.jspecify.annotations.NullMarked;
