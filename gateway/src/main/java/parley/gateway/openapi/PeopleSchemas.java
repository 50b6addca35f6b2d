package parley.gateway.openapi;

import java.util.List;

/// The objects of the REST interface that are about people, their accounts and devices.
final class PeopleSchemas {
    static final List<Schema> PEOPLE =
            List.of(
                    Schema.of(
                            "User",
                            "Someone as others see them.",
                            "id",
                            "username",
                            "name",
                            "guest?: boolean",
                            "avatar: string|null"),
                    Schema.of(
                            "Profile",
                            "Someone, with what they say of themself.",
                            "id",
                            "username",
                            "name",
                            "guest?: boolean",
                            "avatar: string|null",
                            "biography"),
                    Schema.of(
                            "OwnUser",
                            "A user as they see themself.",
                            "id",
                            "username",
                            "name",
                            "biography",
                            "phone?",
                            "email?",
                            "avatar: string|null",
                            "guest: boolean",
                            "presence: shared|all|nobody",
                            "receipts: boolean",
                            "strangers: all|request|none",
                            "account",
                            "createdAt: time",
                            "lastSeenAt?: time"),
                    Schema.of(
                            "Contact",
                            "How two people stand to each other; `requested` by oneself, `asked` by them.",
                            "user: User",
                            "state: requested|asked|accepted|removed",
                            "since: time"),
                    Schema.of("Block", "Someone whom one blocks.", "user: User", "since: time"));

    static final List<Schema> ACCOUNTS =
            List.of(
                    Schema.of("Registered", "The account that was made.", "user: OwnUser"),
                    Schema.of("DeviceName", "What a device is called.", "name?"),
                    Schema.of(
                            "SignedIn",
                            "What a device that signed in gets; no `refreshToken` where a cookie holds it.",
                            "accessToken",
                            "refreshToken?",
                            "expiresIn: integer",
                            "user: OwnUser",
                            "deviceId",
                            "firstLogin: boolean",
                            "expiresAt?: time"),
                    Schema.of(
                            "Refreshed",
                            "The next tokens; no `refreshToken` where a cookie holds it.",
                            "accessToken",
                            "refreshToken?",
                            "expiresIn: integer",
                            "user: OwnUser",
                            "deviceId"),
                    Schema.of(
                            "Ticket",
                            "Opens one WebSocket as `?ticket=`.",
                            "ticket",
                            "expiresIn: integer"),
                    Schema.of("KeySet", "A JSON Web Key Set (RFC 7517).", "keys: object[]"),
                    Schema.of(
                            "Device",
                            "Where a user is signed in.",
                            "id",
                            "name",
                            "createdAt: time",
                            "lastSeenAt: time",
                            "current: boolean"));

    private PeopleSchemas() {}
}
