package parley.server.assembly;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.Refusal;
import parley.core.id.UserId;
import parley.core.log.MessageLog;
import parley.core.user.User;
import parley.core.user.UserCache;

/// Keeps when people went. Losing one changes nothing but what others read of them.
record LastSeen(MessageLog log, UserCache users) {
    private static final Logger LOG = LoggerFactory.getLogger(LastSeen.class);

    void keep(UserId user, Instant at) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        log.amend(scope -> {
                            scope.rows()
                                    .user(user)
                                    .filter(User::isActive)
                                    .ifPresent(found ->
                                            scope.rows().put(found.with(seen(found.status(), at))));
                            return true;
                        });
                        users.invalidate(user);
                    } catch (Refusal e) {
                        LOG.debug("when someone went was not kept: {}", e.code());
                    }
                });
    }

    private static User.Status seen(User.Status status, Instant at) {
        return new User.Status(
                status.standing(),
                status.guest(),
                status.firstLogin(),
                status.createdAt(),
                at,
                status.expiresAt());
    }
}
