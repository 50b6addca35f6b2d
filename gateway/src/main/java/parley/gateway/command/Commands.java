package parley.gateway.command;

import parley.core.conversation.Authority;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.MembershipCache;
import parley.core.id.PublicIds;
import parley.core.log.MessageLog;
import parley.core.message.HistoryReader;
import parley.core.message.MessageEditor;
import parley.core.message.MessageEraser;
import parley.core.message.MessageForwarder;
import parley.core.message.MessageSender;
import parley.core.message.PollKeeper;
import parley.core.message.ReactionKeeper;
import parley.core.receipt.ReceiptTracker;
import parley.core.user.UserStore;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.EventFrames;
import parley.gateway.hub.TypingBroadcast;
import parley.gateway.limit.RateLimits;
import parley.gateway.presence.PresenceBoard;
import parley.gateway.session.Admittance;

/// Puts the commands together.
///
/// @param send also what REST sends by
/// @param reading also what REST reads by
public record Commands(SendCommand send, ReadingCommands reading, CommandTable table) {

    /// What commands do their work with.
    public record Work(
            MessageSender sender,
            MessageForwarder forwarder,
            ReceiptTracker tracker,
            HistoryReader history,
            MembershipCache members,
            MessageChanges changes,
            MessageLog log) {}

    /// What changes messages that were sent.
    public record MessageChanges(
            MessageEditor editor,
            MessageEraser eraser,
            ReactionKeeper reactions,
            PollKeeper polls) {
        public static MessageChanges of(MessageLog log, Authority authority, MessageEditor editor) {
            return new MessageChanges(
                    editor,
                    new MessageEraser(log),
                    new ReactionKeeper(log, authority),
                    new PollKeeper(log, authority));
        }
    }

    /// What they say, and to whom.
    public record Say(
            EventFrames frames,
            ConversationViews views,
            ConversationReader reader,
            TypingBroadcast typing,
            PresenceBoard board) {}

    public static Commands of(
            Work work,
            Say say,
            PublicIds ids,
            UserStore users,
            Admittance admittance,
            RateLimits limits) {
        var idReader = new IdReader(ids);
        var send = new SendCommand(work.sender(), work.forwarder(), users, limits, ids);
        var reading =
                new ReadingCommands(
                        work.history(), say.reader(), say.frames(), say.views(), idReader);
        var table =
                new CommandTable(
                        send,
                        new MessageCommands(work.changes(), ids, idReader),
                        new MarkCommands(work.tracker(), idReader),
                        reading,
                        new HereCommands(work.members(), say.typing(), say.board(), idReader),
                        new LifeCommands(admittance, work.log()),
                        limits);
        return new Commands(send, reading, table);
    }
}
