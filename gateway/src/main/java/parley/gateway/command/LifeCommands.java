package parley.gateway.command;

import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.log.MessageLog;
import parley.gateway.session.Admittance;
import parley.protocol.Command;
import parley.protocol.Reply;

/// `ping` and `auth`: keeping a connection alive and allowed.
final class LifeCommands {
    private final Admittance admittance;
    private final MessageLog log;

    LifeCommands(Admittance admittance, MessageLog log) {
        this.admittance = admittance;
        this.log = log;
    }

    void ping(Command.Ping command, Caller caller) throws InterruptedException {
        caller.settle();
        // a cursor covers only marks that are stored
        boolean stored = log.flushMarks().handle((done, failure) -> failure == null).join();
        caller.reply(new Reply.Pong(command.id(), stored ? caller.cursor() : null));
    }

    void auth(Command.Auth command, Caller caller) throws InterruptedException {
        var claims = admittance.authenticate(command.token(), caller.address());
        var identity = caller.identity();
        if (!claims.user().equals(identity.user()) || !claims.device().equals(identity.device())) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "The token is another device's.");
        }
        caller.renew(claims);
        caller.ok(command.id(), Reply.NOTHING);
    }
}
