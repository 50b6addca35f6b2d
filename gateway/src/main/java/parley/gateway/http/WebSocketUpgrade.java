package parley.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AccessTokens.Claims;
import parley.core.account.Authenticator;
import parley.core.account.Tickets;
import parley.gateway.connection.Arrival;
import parley.gateway.connection.Connection.Door;
import parley.gateway.connection.Framing;
import parley.gateway.connection.SocketConnection;
import parley.gateway.connection.WebSocketDoor;
import parley.gateway.session.Admittance;
import parley.gateway.session.ClientLink;
import parley.gateway.session.LinkParts;
import parley.protocol.Codec;

/// Turns an HTTP connection into a WebSocket (RFC 6455 section 4, PROTOCOL.md sections 2 and 3).
/// Everything that can be refused is refused before the upgrade. Afterwards nothing of HTTP is left
/// in the pipeline.
public final class WebSocketUpgrade {
    static final String PATH = "/v1/ws";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String JSON = "parley.v1";
    private static final String CBOR = "parley.v1.cbor";
    private static final String BEARER = "bearer.";

    private final Origins origins;
    private final Admittance admittance;
    private final Authenticator authenticator;
    private final Tickets tickets;
    private final Supplier<LinkParts> links;

    /// @param links given late, since connections need what needs the doors
    public WebSocketUpgrade(
            Origins origins,
            Admittance admittance,
            Authenticator authenticator,
            Tickets tickets,
            Supplier<LinkParts> links) {
        this.origins = origins;
        this.admittance = admittance;
        this.authenticator = authenticator;
        this.tickets = tickets;
        this.links = links;
    }

    /// What both sides agree on.
    ///
    /// @param named the subprotocol that is answered, null if none was offered
    private record Agreement(
            Codec codec,
            @Nullable String named,
            boolean deflate,
            @Nullable Claims shown,
            String accept) {}

    Response answer(Request request) {
        if (!isUpgrade(request)) {
            return Problems.of(426, "upgrade_required", "This is the address of a WebSocket.")
                    .with("Upgrade", "websocket")
                    .with("Connection", "Upgrade");
        }
        if (!origins.allows(request)) {
            return Problems.of(403, "forbidden", "Pages from elsewhere can't connect here.");
        }
        var key = request.header("Sec-WebSocket-Key").filter(WebSocketUpgrade::isKey);
        if (key.isEmpty()
                || !request.header("Sec-WebSocket-Version").filter("13"::equals).isPresent()) {
            return Problems.of(400, "bad_request", "This isn't a handshake of RFC 6455.")
                    .with("Sec-WebSocket-Version", "13");
        }
        if (request.parameter("token").isPresent()
                || request.parameter("access_token").isPresent()) {
            return Problems.of(
                    400, "bad_request", "A token in the address ends in logs; use a ticket.");
        }
        var offered = offered(request);
        var protocols = offered.stream().filter(one -> !one.startsWith(BEARER)).toList();
        var named =
                protocols.stream().filter(one -> one.equals(JSON) || one.equals(CBOR)).findFirst();
        if (named.isEmpty() && !protocols.isEmpty()) {
            return Problems.of(400, "bad_request", "None of these subprotocols is spoken here.");
        }
        try {
            var shown = shown(request, offered);
            var codec = named.filter(CBOR::equals).isPresent() ? Codec.CBOR : Codec.JSON;
            var agreement =
                    new Agreement(
                            codec,
                            named.orElse(null),
                            codec == Codec.JSON && offersDeflate(request),
                            shown,
                            accept(key.get()));
            return new Response.Stream(
                    101, (context, unused) -> upgrade(context, request, agreement));
        } catch (Refusal e) {
            return Problems.of(e);
        }
    }

    private static boolean isUpgrade(Request request) {
        return request.header("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent()
                && request.headers().containsValue("Connection", "upgrade", true);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.trim()).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> offered(Request request) {
        var offered = new ArrayList<String>();
        for (var header : request.headers().getAll("Sec-WebSocket-Protocol")) {
            for (var one : header.split(",")) {
                if (!one.isBlank()) {
                    offered.add(one.trim());
                }
            }
        }
        return offered;
    }

    /// Who was shown to be at the handshake already, if anyone.
    private @Nullable Claims shown(Request request, List<String> offered) {
        var ticket = request.parameter("ticket");
        if (ticket.isPresent()) {
            var claims =
                    tickets.take(ticket.get())
                            .orElseThrow(() ->
                                    Refusal.of(
                                            RefusalCode.UNAUTHORIZED,
                                            "The ticket is wrong, used or too old."));
            authenticator.confirm(claims);
            return claims;
        }
        var token =
                Optional.ofNullable(Router.bearer(request))
                        .or(() ->
                                offered.stream()
                                        .filter(one -> one.startsWith(BEARER))
                                        .map(one -> one.substring(BEARER.length()))
                                        .findFirst());
        return token.isPresent() ? admittance.authenticate(token.get(), request.from()) : null;
    }

    private static boolean offersDeflate(Request request) {
        return request.headers().getAll("Sec-WebSocket-Extensions").stream()
                .flatMap(header -> List.of(header.split(",")).stream())
                .anyMatch(WebSocketUpgrade::isAcceptable);
    }

    // An offer with a window that we can't keep to is passed over; zlib's raw deflate has no
    // smaller one here.
    private static boolean isAcceptable(String offer) {
        var parts = List.of(offer.split(";")).stream().map(String::trim).toList();
        return parts.getFirst().equalsIgnoreCase("permessage-deflate")
                && parts.stream().noneMatch(part -> part.startsWith("server_max_window_bits"));
    }

    private static String accept(String key) {
        try {
            var sha = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder()
                    .encodeToString(
                            sha.digest((key.trim() + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }

    private Runnable upgrade(ChannelHandlerContext context, Request request, Agreement agreement) {
        var channel = context.channel();
        var framing = new Framing.WebSocket(agreement.codec(), agreement.deflate());
        var connection = new SocketConnection(channel, Door.WEBSOCKET, framing, request.from());
        var link = new ClientLink(connection, links.get(), agreement.shown(), Arrival.now());
        var answer = Unpooled.copiedBuffer(answer(agreement), StandardCharsets.US_ASCII);
        var pipeline = channel.pipeline();
        var door = new WebSocketDoor(connection, framing, link);
        pipeline.addLast(door); // first, so that bytes that came early have where to go
        var strip = new ArrayList<ChannelHandler>();
        pipeline.forEach(entry -> {
            if (!(entry.getValue() instanceof SslHandler) && entry.getValue() != door) {
                strip.add(entry.getValue());
            }
        });
        strip.forEach(pipeline::remove);
        link.begin();
        channel.writeAndFlush(answer, channel.voidPromise());
        channel.config().setAutoRead(true);
        return () -> {};
    }

    private static String answer(Agreement agreement) {
        var lines =
                new StringBuilder(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
        lines.append("Sec-WebSocket-Accept: ").append(agreement.accept()).append("\r\n");
        if (agreement.named() != null) {
            lines.append("Sec-WebSocket-Protocol: ").append(agreement.named()).append("\r\n");
        }
        if (agreement.deflate()) {
            lines.append(
                    "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; "
                            + "client_no_context_takeover\r\n");
        }
        return lines.append("\r\n").toString();
    }
}
