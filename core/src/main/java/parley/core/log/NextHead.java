package parley.core.log;

import parley.core.conversation.Action;
import parley.core.conversation.Head;
import parley.core.conversation.Head.Progress;
import parley.core.conversation.Permissions;
import parley.core.conversation.Role;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.ReaderChanged;

/// What a change that is no message makes of its conversation's head.
final class NextHead {
    private NextHead() {}

    static Head after(Head head, Change change) {
        if (change.body() instanceof ReaderChanged reader) {
            return afterReader(head, reader);
        }
        if (change.body().isPassing()) {
            return head; // written all the same: a batch that touches nothing is told to nobody
        }
        var progress = head.progress();
        var next =
                head.with(
                        new Progress(
                                progress.lastSeq(),
                                change.rev(),
                                change.at(),
                                progress.lastMessageAt(),
                                progress.lastOdd()));
        long memberRev = Math.max(change.rev(), head.memberRev() + 1);
        if (change.body() instanceof ConversationChanged changed && changed.deleted()) {
            return next.withMembers(memberRev, 0);
        }
        return change.body()
                .member()
                .map(member -> next.withMembers(memberRev, members(head, member)))
                .orElse(next);
    }

    // Drafts are decided on memberRev, so where readers may write it moves with them.
    private static Head afterReader(Head head, ReaderChanged reader) {
        boolean write = Permissions.of(head).allow(Role.READER, Action.SEND);
        return head.withMembers(
                head.memberRev() + (write ? 1 : 0), members(head, reader.asMember()));
    }

    private static int members(Head head, MemberChanged change) {
        return switch (change.how()) {
            case JOINED -> head.members() + 1;
            case LEFT, REMOVED, BANNED -> head.members() - 1;
            case ROLE, BARRED, UNBANNED -> head.members();
        };
    }
}
