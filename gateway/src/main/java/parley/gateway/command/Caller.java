package parley.gateway.command;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import parley.core.account.AccessTokens.Claims;
import parley.core.log.Origin;
import parley.gateway.session.Identity;
import parley.gateway.session.Sessions.Session;
import parley.protocol.Part;
import parley.protocol.Reply;

/// Whoever gave a command, and how to answer them.
public interface Caller {
    Identity identity();

    Session session();

    InetSocketAddress address();

    /// Whether its session makes its user be here, and is told who else is.
    boolean sharesPresence();

    /// Whether it is itself told what happens to its user, as all live connections are.
    boolean isLive();

    /// Answers. Waits while the client doesn't read.
    void reply(Reply reply) throws InterruptedException;

    /// Answers from a thread that must not wait.
    void replyLater(Reply reply);

    /// A command was refused that has no id, so that nobody is told.
    default void refused(Reply.Error error) {}

    /// What carries the `ok` of a send in its place among the events; null where the `ok` has no
    /// such place.
    @Nullable Origin origin(String commandId);

    /// The place of one send in flight; waits while there are too many. [#sent] gives it back.
    void sending() throws InterruptedException;

    void sent();

    /// Waits until nothing that this caller sent is still in flight.
    void settle() throws InterruptedException;

    /// A newer token was shown.
    void renew(Claims claims);

    /// Where this caller can go on from, as of what was written to it; null where it isn't told
    /// cursors.
    @Nullable String cursor() throws InterruptedException;

    /// Answers a command that may have no id, for which no answer is wanted then.
    default void ok(@Nullable String id, Part body) throws InterruptedException {
        if (id != null) {
            reply(new Reply.Ok(id, body));
        }
    }
}
