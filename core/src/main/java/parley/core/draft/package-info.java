/// What members have written and not sent. Start at [Drafts].
@NullMarked
package parley.core.draft;

import org.jspecify.annotations.NullMarked;
