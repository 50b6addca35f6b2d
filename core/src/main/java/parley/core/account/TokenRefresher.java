package parley.core.account;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.account.RefreshToken.Use;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;
import parley.core.user.User;
import parley.core.user.User.Standing;

/// Exchanges a refresh token for the next one and a new access token. Each token is good once: who
/// shows a used one has a copy of it, and the device is signed out, whoever of the two it was. One
/// mercy for an answer that got lost: the same token with the same Idempotency-Key within [#MERCY]
/// gets the same successor again, as long as that one wasn't used.
public final class TokenRefresher {
    /// How long a lost answer can be asked for again.
    public static final Duration MERCY = Duration.ofMinutes(10);

    private static final int KEY_MAX = 255;

    private final MessageLog log;
    private final DoorKeys keys;
    private final Revocations revocations;

    public TokenRefresher(MessageLog log, DoorKeys keys, Revocations revocations) {
        this.log = log;
        this.keys = keys;
        this.revocations = revocations;
    }

    /// @throws Refusal `unauthorized`, `disabled`
    public Refreshed refresh(String token, @Nullable String idempotencyKey) {
        if (!RefreshTokens.hasShape(token)) {
            throw Authenticator.unauthorized();
        }
        if (idempotencyKey != null && idempotencyKey.length() > KEY_MAX) {
            throw Refusal.badRequest("Idempotency-Key", "A key has 255 characters at most.");
        }
        String successor = keys.refresh().successor(token, idempotencyKey);
        var exchange =
                new Exchange(
                        RefreshTokens.hash(token), idempotencyKey, RefreshTokens.hash(successor));
        return switch (log.amend(exchange::apply)) {
            case Outcome.Good(UserId user, DeviceId device) ->
                    new Refreshed(user, device, keys.tokens(user, device, successor));
            case Outcome.Stolen(UserId user, DeviceId device) -> {
                revocations.signedOut(user, List.of(device));
                throw Authenticator.unauthorized();
            }
        };
    }

    /// What a device was given, and whose it is.
    public record Refreshed(UserId user, DeviceId device, Tokens tokens) {}

    /// A theft is an outcome and not a refusal, since what it writes must stand.
    private sealed interface Outcome {
        record Good(UserId user, DeviceId device) implements Outcome {}

        record Stolen(UserId user, DeviceId device) implements Outcome {}
    }

    /// One exchange of a token, by hashes.
    private record Exchange(byte[] hash, @Nullable String key, byte[] successor) {
        Outcome apply(AmendmentScope scope) {
            var rows = scope.rows();
            Instant now = scope.now();
            var token =
                    rows.refreshToken(hash)
                            .filter(kept -> now.isBefore(kept.expiresAt()))
                            .orElseThrow(Authenticator::unauthorized);
            Device device =
                    rows.device(token.device())
                            .filter(Device::isSignedIn)
                            .orElseThrow(Authenticator::unauthorized);
            User user = holder(scope, device);
            Use use = token.use();
            if (use == null) {
                rotate(scope, token, device);
                prolong(scope, user);
                return new Outcome.Good(user.id(), device.id());
            }
            if (isRepeated(scope, use)) {
                return new Outcome.Good(user.id(), device.id());
            }
            DeviceEnding.end(scope, user, device);
            return new Outcome.Stolen(user.id(), device.id());
        }

        private static User holder(AmendmentScope scope, Device device) {
            User user = scope.rows().user(device.user()).orElseThrow(Authenticator::unauthorized);
            if (user.status().standing() == Standing.DISABLED) {
                throw Authenticator.disabled();
            }
            Instant expiresAt = user.status().expiresAt();
            if (!user.isActive() || (expiresAt != null && !scope.now().isBefore(expiresAt))) {
                throw Authenticator.unauthorized();
            }
            return user;
        }

        private void rotate(AmendmentScope scope, RefreshToken token, Device device) {
            Instant now = scope.now();
            scope.rows().put(token.used(new Use(now, key, successor)));
            scope.rows()
                    .put(
                            new RefreshToken(
                                    successor,
                                    device.id(),
                                    now,
                                    now.plus(RefreshTokens.LIFETIME),
                                    null));
            scope.rows().put(device.used(now));
        }

        private static void prolong(AmendmentScope scope, User user) {
            if (user.status().expiresAt() != null) {
                Instant until = scope.now().plus(GuestMaker.LIFETIME);
                scope.rows().put(user.with(user.status().expiring(until)));
            }
        }

        private boolean isRepeated(AmendmentScope scope, Use use) {
            return key != null
                    && key.equals(use.key())
                    && scope.now().isBefore(use.at().plus(MERCY))
                    && MessageDigest.isEqual(successor, use.successor())
                    && scope.rows()
                            .refreshToken(successor)
                            .filter(next -> next.use() == null)
                            .isPresent();
        }
    }
}
