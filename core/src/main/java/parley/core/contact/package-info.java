/// Contacts and blocks between two people. Start at [Contacts].
@NullMarked
package parley.core.contact;

import org.jspecify.annotations.NullMarked;
