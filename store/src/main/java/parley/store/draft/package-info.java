/// Drafts as rows. Start at [SqlDraftStore] and [SqlDraftRows].
@NullMarked
package parley.store.draft;

import org.jspecify.annotations.NullMarked;
