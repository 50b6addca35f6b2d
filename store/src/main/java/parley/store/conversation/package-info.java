/// Conversations and memberships as rows. Start at [SqlConversationStore], what is read, and
/// [HeadRows] and [MembershipRows], what a batch writes.
@NullMarked
package parley.store.conversation;

import org.jspecify.annotations.NullMarked;
