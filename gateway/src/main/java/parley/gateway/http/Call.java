package parley.gateway.http;

import java.util.Map;
import java.util.Optional;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AccessTokens.Claims;
import parley.core.id.UserId;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// A request on its route: with the parts of its path that vary, who asks, and its body as fields.
public final class Call {
    private final Request request;
    private final Map<String, String> path;
    private final Optional<Claims> claims;

    Call(Request request, Map<String, String> path, Optional<Claims> claims) {
        this.request = request;
        this.path = Map.copyOf(path);
        this.claims = claims;
    }

    public Request request() {
        return request;
    }

    /// A part of the path, as the route's template names it.
    public String path(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no part '" + name + "'");
        }
        return value;
    }

    /// Who asks. Routes that need a token have it; on others it is refused here.
    public Claims claims() {
        return claims.orElseThrow(
                () -> Refusal.of(RefusalCode.UNAUTHORIZED, "This needs a token."));
    }

    public UserId user() {
        return claims().user();
    }

    /// The body as one object; an empty body is an empty object.
    public Fields body() {
        var bytes = request.body();
        var fields = Codec.JSON.read(bytes.length == 0 ? new byte[] {'{', '}'} : bytes);
        fields.requireWellFormed();
        return fields;
    }

    /// A whole number of the query, within its bounds.
    public int number(String name, int otherwise, int min, int max) {
        return (int) longNumber(name, otherwise, min, max);
    }

    public long longNumber(String name, long otherwise, long min, long max) {
        var text = request.parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Math.clamp(Long.parseLong(text.get()), min, max);
        } catch (NumberFormatException e) {
            throw Refusal.badRequest(name, "'" + name + "' is a whole number.");
        }
    }
}
