package parley.gateway.rest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.Credentials;
import parley.core.account.NewAccount;
import parley.core.account.RefreshTokens;
import parley.core.account.SignedIn;
import parley.core.account.Tokens;
import parley.core.id.DeviceId;
import parley.core.id.PublicIds;
import parley.core.user.UserCache;
import parley.gateway.http.Call;
import parley.gateway.http.Origins;
import parley.gateway.http.Request;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.limit.RateLimits;
import parley.protocol.Fields;
import parley.protocol.FrameWriter;
import parley.protocol.Times;

/// `/v1/auth/…`: registering, signing in and out, and the tokens that come with it.
public final class AccountRoutes {
    private static final String AREA = "accounts";
    private static final String COOKIE = "parley_refresh";
    private static final String MEDIA_COOKIE = "parley_media";

    private final Accounts accounts;
    private final UserCache users;
    private final PublicIds ids;
    private final Origins origins;
    private final String jwks;

    /// @param jwks the public key, as a JSON Web Key Set
    public AccountRoutes(
            Accounts accounts, UserCache users, PublicIds ids, Origins origins, String jwks) {
        this.accounts = accounts;
        this.users = users;
        this.ids = ids;
        this.origins = origins;
        this.jwks = jwks;
    }

    public List<Route> routes() {
        return List.of(
                open(
                        "POST",
                        "/v1/auth/register",
                        RouteDoc.of(AREA, "Makes an account", 201)
                                .body(
                                        "username",
                                        "password",
                                        "name?",
                                        "email?",
                                        "phone?",
                                        "invitation?")
                                .answer("Registered")
                                .refuses(
                                        RefusalCode.BAD_REQUEST,
                                        RefusalCode.TAKEN,
                                        RefusalCode.CLOSED,
                                        RefusalCode.UNAVAILABLE),
                        this::register),
                open(
                        "POST",
                        "/v1/auth/login",
                        RouteDoc.of(AREA, "Signs a device in", 200)
                                .body(
                                        "login",
                                        "password",
                                        "device?: DeviceName",
                                        "cookie?: boolean")
                                .answer("SignedIn")
                                .refuses(
                                        RefusalCode.WRONG_LOGIN,
                                        RefusalCode.DISABLED,
                                        RefusalCode.RATE_LIMITED,
                                        RefusalCode.UNAVAILABLE),
                        this::login),
                open(
                        "POST",
                        "/v1/auth/refresh",
                        RouteDoc.of(AREA, "Exchanges a refresh token for the next", 200)
                                .body("refreshToken?")
                                .answer("Refreshed")
                                .refuses(
                                        RefusalCode.UNAUTHORIZED,
                                        RefusalCode.DISABLED,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.UNAVAILABLE),
                        this::refresh),
                open(
                        "POST",
                        "/v1/auth/guest",
                        RouteDoc.of(AREA, "Lets someone in without an account", 201)
                                .body("name?", "cookie?: boolean", "invitation?")
                                .answer("SignedIn")
                                .refuses(RefusalCode.CLOSED, RefusalCode.UNAVAILABLE),
                        this::guest),
                token(
                        "POST",
                        "/v1/auth/logout",
                        RouteDoc.of(AREA, "Signs this device out", 204),
                        this::logout),
                token(
                        "POST",
                        "/v1/auth/ticket",
                        RouteDoc.of(
                                        AREA,
                                        "Makes a ticket that opens one WebSocket within 30 s",
                                        201)
                                .answer("Ticket"),
                        this::ticket),
                token(
                        "POST",
                        "/v1/auth/password",
                        RouteDoc.of(
                                        AREA,
                                        "Changes the password and signs the other devices out",
                                        204)
                                .body("oldPassword", "newPassword")
                                .refuses(RefusalCode.FORBIDDEN),
                        this::password),
                open(
                        "GET",
                        "/.well-known/jwks.json",
                        RouteDoc.of(AREA, "The public key that verifies access tokens", 200)
                                .answer("KeySet", "application/jwk-set+json"),
                        call ->
                                Response.text(200, "application/jwk-set+json", jwks)
                                        .with("Cache-Control", "public, max-age=300")));
    }

    private static Route open(String method, String template, RouteDoc doc, Route.Handler handler) {
        return new Route(method, template, Access.OPEN, doc, handler);
    }

    private static Route token(
            String method, String template, RouteDoc doc, Route.Handler handler) {
        return new Route(method, template, Access.TOKEN, doc, handler);
    }

    private Response register(Call call) {
        var body = call.body();
        var user =
                accounts.registrar()
                        .register(
                                new NewAccount(
                                        textOrEmpty(body, "username"),
                                        textOrEmpty(body, "password"),
                                        body.text("name"),
                                        body.text("email"),
                                        body.text("phone"),
                                        body.text("invitation")));
        return Response.json(201, out -> out.put("user", new OwnProfile(user, ids)));
    }

    private static String textOrEmpty(Fields body, String name) {
        return Optional.ofNullable(body.text(name)).orElse("");
    }

    private Response login(Call call) {
        var body = call.body();
        var device = body.object("device").map(fields -> textOrEmpty(fields, "name")).orElse("");
        var credentials =
                new Credentials(body.required("login"), body.required("password"), device);
        var address = RateLimits.network(call.request().from());
        return signedIn(call, 200, accounts.signIn().login(credentials, address));
    }

    private Response guest(Call call) {
        var body = call.body();
        var made = accounts.guests().make(body.text("name"), body.text("invitation"));
        return signedIn(call, 201, made);
    }

    private Response signedIn(Call call, int status, SignedIn made) {
        boolean cookie = call.body().truth("cookie", false);
        var answer =
                Response.json(
                        status,
                        out -> {
                            tokens(out, made.tokens(), cookie);
                            out.put("user", new OwnProfile(made.user(), ids))
                                    .put("deviceId", ids.text(made.device()));
                            out.put("firstLogin", made.firstLogin());
                            var expiresAt = made.user().status().expiresAt();
                            if (expiresAt != null) {
                                out.put("expiresAt", Times.text(expiresAt));
                            }
                        });
        return cookie ? withCookies(answer, call.request(), made.tokens()) : answer;
    }

    // The refresh token, and the access token once more for what a page names by its address alone:
    // pictures and films. Nothing but media is answered by it.
    private static Response.Whole withCookies(
            Response.Whole answer, Request request, Tokens tokens) {
        return answer.with(
                "Set-Cookie",
                cookie(request, tokens.refresh(), RefreshTokens.LIFETIME)
                        + "\n"
                        + mediaCookie(request, tokens.access(), tokens.expiresIn()));
    }

    private static void tokens(FrameWriter out, Tokens tokens, boolean cookie) {
        out.put("accessToken", tokens.access());
        if (!cookie) {
            out.put("refreshToken", tokens.refresh());
        }
        out.put("expiresIn", tokens.expiresIn().toSeconds());
    }

    private static String cookie(Request request, String value, Duration age) {
        return cookie(request, COOKIE, "/v1/auth", value, age);
    }

    private static String mediaCookie(Request request, String value, Duration age) {
        return cookie(request, MEDIA_COOKIE, "/v1/media", value, age);
    }

    private static String cookie(
            Request request, String name, String path, String value, Duration age) {
        return name
                + "="
                + value
                + "; HttpOnly; SameSite=Strict; Path="
                + path
                + "; Max-Age="
                + age.toSeconds()
                + (request.secure() ? "; Secure" : "");
    }

    private Response refresh(Call call) {
        var request = call.request();
        var given = call.body().text("refreshToken");
        boolean byCookie = given == null;
        var token = given == null ? tokenOfCookie(request) : given;
        var refreshed =
                accounts.refresher().refresh(token, request.header("Idempotency-Key").orElse(null));
        var user = users.find(refreshed.user()).orElseThrow(AccountRoutes::noToken);
        var answer =
                Response.ok(out -> {
                    tokens(out, refreshed.tokens(), byCookie);
                    out.put("user", new OwnProfile(user, ids))
                            .put("deviceId", ids.text(refreshed.device()));
                });
        return byCookie ? withCookies(answer, request, refreshed.tokens()) : answer;
    }

    private String tokenOfCookie(Request request) {
        requireOwnPage(request);
        return request.cookie(COOKIE).orElseThrow(AccountRoutes::noToken);
    }

    // A form of another page could send the cookie along, but not as JSON, and not from our origin.
    private void requireOwnPage(Request request) {
        boolean json =
                request.header("Content-Type")
                        .filter(type ->
                                type.toLowerCase(Locale.ROOT).startsWith("application/json"))
                        .isPresent();
        if (!json || !origins.isOwnOrAbsent(request)) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "Pages from elsewhere can't use this cookie.");
        }
    }

    private static Refusal noToken() {
        return Refusal.of(
                RefusalCode.UNAUTHORIZED, "The refresh token is missing, wrong, expired or used.");
    }

    private Response logout(Call call) {
        accounts.devices().signOut(call.user(), device(call));
        return Response.nothing()
                .with(
                        "Set-Cookie",
                        cookie(call.request(), "", Duration.ZERO)
                                + "\n"
                                + mediaCookie(call.request(), "", Duration.ZERO));
    }

    private static DeviceId device(Call call) {
        return call.claims().device();
    }

    private Response ticket(Call call) {
        var ticket = accounts.tickets().issue(call.claims());
        return Response.json(201, out -> out.put("ticket", ticket).put("expiresIn", 30));
    }

    private Response password(Call call) {
        var body = call.body();
        accounts.passwords()
                .change(call.claims(), body.required("oldPassword"), body.required("newPassword"));
        return Response.nothing();
    }
}
