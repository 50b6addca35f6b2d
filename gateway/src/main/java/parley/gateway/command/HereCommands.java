package parley.gateway.command;

import java.util.Set;
import parley.core.Refusal;
import parley.core.conversation.Action;
import parley.core.conversation.MembershipCache;
import parley.core.conversation.Permissions;
import parley.gateway.hub.TypingBroadcast;
import parley.gateway.presence.PresenceBoard;
import parley.gateway.presence.PresenceBoard.Appearance;
import parley.protocol.Command;
import parley.protocol.Limits;
import parley.protocol.Reply;
import parley.protocol.Times;

/// `typing`, `presence` and `watch`: being here, and who else is. A session that shares no presence
/// may say the latter two; they change nothing.
final class HereCommands {
    private static final Set<String> STATES = Set.of("online", "away", "busy", "invisible");

    private final MembershipCache members;
    private final TypingBroadcast typing;
    private final PresenceBoard board;
    private final IdReader ids;

    HereCommands(
            MembershipCache members, TypingBroadcast typing, PresenceBoard board, IdReader ids) {
        this.members = members;
        this.typing = typing;
        this.board = board;
        this.ids = ids;
    }

    void typing(Command.Typing command, Caller caller) throws InterruptedException {
        var user = caller.identity().user();
        var member =
                members.member(ids.conversation(command.conversation()), user)
                        .orElseThrow(Refusal::notFound);
        // who can't write here writes nothing, and a channel's readers aren't shown
        boolean writes =
                Permissions.of(member.head()).allow(member.membership().role(), Action.SEND);
        if (writes && !board.isInvisible(user, caller.session().presence())) {
            typing.typing(member.head(), user, command.on());
        }
        caller.ok(command.id(), Reply.NOTHING);
    }

    void presence(Command.Presence command, Caller caller) throws InterruptedException {
        if (!STATES.contains(command.state())) {
            throw Refusal.badRequest("state", "'state' is online, away, busy or invisible.");
        }
        var until = command.until();
        if (until != null && Times.parse(until).isEmpty()) {
            throw Refusal.badRequest("until", "'until' is a time.");
        }
        if (caller.sharesPresence()) {
            board.appear(
                    caller.identity().user(),
                    caller.session().presence(),
                    new Appearance(command.state(), command.text(), command.emoji(), until));
        }
        caller.ok(command.id(), Reply.NOTHING);
    }

    void watch(Command.Watch command, Caller caller) throws InterruptedException {
        var users = ids.users(command.users(), Limits.WATCHED, "users");
        if (caller.sharesPresence()) {
            board.watched(caller.session().presence(), users);
        }
        caller.ok(command.id(), Reply.NOTHING);
    }
}
