package parley.gateway.session;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AccessTokens.Claims;
import parley.core.account.Authenticator;
import parley.core.account.GuestMaker;
import parley.core.account.SignedIn;
import parley.core.user.User;
import parley.core.user.UserCache;
import parley.gateway.limit.RateLimits;
import parley.protocol.Command;
import parley.protocol.Reply.GuestTokens;

/// Finds out who says `hello`, the same way on every door. Blocks.
public final class Admittance {
    private final Authenticator authenticator;
    private final GuestMaker guests;
    private final UserCache users;
    private final RateLimits limits;

    public Admittance(
            Authenticator authenticator, GuestMaker guests, UserCache users, RateLimits limits) {
        this.authenticator = authenticator;
        this.guests = guests;
        this.users = users;
        this.limits = limits;
    }

    /// @param guest the tokens of a guest that was made just now
    public record Admitted(Identity identity, User user, @Nullable GuestTokens guest) {}

    /// @param shown what was shown already, at the WebSocket handshake
    /// @throws Refusal `unauthorized`, `disabled`, `closed`, `rate_limited` ...
    public Admitted admit(Command.Hello hello, @Nullable Claims shown, InetSocketAddress from) {
        limits.helloFrom(from);
        if (hello.guest() != null && hello.token() == null && shown == null) {
            return guest(hello.guest());
        }
        var token = hello.token();
        var claims = token == null && shown != null ? confirm(shown) : authenticate(token, from);
        limits.helloOf(claims.device(), from);
        var user = users.find(claims.user()).orElseThrow(Admittance::unauthorized);
        return new Admitted(identity(user, claims), user, null);
    }

    private Claims confirm(Claims shown) {
        authenticator.confirm(shown);
        return shown;
    }

    /// Who holds this token.
    ///
    /// @throws Refusal `unauthorized`, `disabled`, or `rate_limited` when wrong ones come too fast
    ///   from there
    public Claims authenticate(@Nullable String token, InetSocketAddress from) {
        if (token == null) {
            throw unauthorized();
        }
        try {
            return authenticator.authenticate(token);
        } catch (Refusal e) {
            if (e.code() == RefusalCode.UNAUTHORIZED) {
                limits.failedFrom(from);
            }
            throw e;
        }
    }

    /// Asks again whether someone who was admitted still is.
    ///
    /// @throws Refusal as [#authenticate]
    public void stillGood(Identity identity) {
        authenticator.confirm(
                new Claims(identity.user(), identity.device(), "", identity.expiresAt()));
    }

    private static Refusal unauthorized() {
        return Refusal.of(
                RefusalCode.UNAUTHORIZED, "The token is missing, wrong, expired or revoked.");
    }

    private static Identity identity(User user, Claims claims) {
        return new Identity(user.id(), claims.device(), user.account(), claims.expiresAt());
    }

    private Admitted guest(Command.Guest guest) {
        SignedIn made = guests.make(guest.name(), guest.invitation());
        var tokens = made.tokens();
        var claims = authenticator.authenticate(tokens.access());
        var expires = made.user().status().expiresAt();
        var back =
                new GuestTokens(
                        tokens.access(),
                        tokens.refresh(),
                        expires == null ? claims.expiresAt() : expires);
        return new Admitted(identity(made.user(), claims), made.user(), back);
    }

    /// What a server can do beyond the first version; clients may look.
    public static List<String> features() {
        return List.of(
                "groups", "contacts", "presence", "typing", "receipts", "polls", "cbor", "deflate");
    }
}
