package parley.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One setting: its key, what it is when nothing is said, and what it means. The table of all of
/// them is the only place where settings are named; the documentation page is made from it.
public enum Setting {
    DATA_DIR(
            "data.dir",
            "data",
            Kind.TEXT,
            "Where the embedded database, keys and the made certificate live."),
    HTTP_HOST("http.host", "0.0.0.0", Kind.TEXT, "The address that HTTP and HTTPS listen on."),
    HTTP_PORT("http.port", "8080", Kind.PORT, "The port of the web client, REST and WebSocket."),
    HTTPS_PORT("https.port", "off", Kind.PORT, "The same over TLS."),
    TCP_HOST(
            "tcp.host",
            "127.0.0.1",
            Kind.TEXT,
            "The address that TCP lines listen on; without TLS, so loopback alone."),
    TCP_PORT("tcp.port", "2500", Kind.PORT, "The port of TCP lines."),
    TLS_HOST("tls.host", "0.0.0.0", Kind.TEXT, "The address that TLS lines listen on."),
    TLS_PORT("tls.port", "2501", Kind.PORT, "The port of TLS lines."),
    TLS_CERTIFICATE(
            "tls.certificate",
            "",
            Kind.TEXT,
            "A PEM file with the certificate and its chain; read again when it changes. Empty: a self-signed one is made."),
    TLS_KEY("tls.key", "", Kind.TEXT, "A PEM file with the certificate's private key (PKCS #8)."),
    TLS_ENGINE(
            "tls.engine",
            "openssl",
            Kind.of("openssl", "jdk"),
            "What does TLS: BoringSSL, or the JDK itself."),
    ADMIN_HOST("admin.host", "127.0.0.1", Kind.TEXT, "The address of metrics and administration."),
    ADMIN_PORT("admin.port", "8081", Kind.PORT, "The port of metrics and administration."),
    DATABASE_URL(
            "database.url",
            "",
            Kind.TEXT,
            "`sqlite:/path/to/file` or `postgresql://user:password@host:port/database`. Empty: SQLite in data.dir."),
    REGISTRATION(
            "registration",
            "open",
            Kind.of("open", "invite", "closed"),
            "Who may make an account."),
    GUESTS("guests", "on", Kind.of("on", "off"), "Whether people are let in without an account."),
    LINKS_ADMIT(
            "links.admit",
            "off",
            Kind.of("on", "off"),
            "Whether an invitation to a group or channel lets in those without an account, where registration or guests aren't open."),
    ACK_TIMEOUT(
            "delivery.ack-timeout",
            "30",
            Kind.NUMBER,
            "Seconds after which a message that was not acknowledged counts as missed."),
    EDIT_WINDOW(
            "edit.window",
            "0",
            Kind.NUMBER,
            "Seconds after sending in which a message may be edited; 0: always."),
    EDIT_HISTORY(
            "edit.history",
            "on",
            Kind.of("on", "off"),
            "Whether members can see what a message said before it was edited. Off: it is erased."),
    DIRECTORY(
            "directory",
            "on",
            Kind.of("on", "contacts", "off"),
            "Who is found by searching for people."),
    SEARCH_INDEX(
            "search.index",
            "on",
            Kind.of("on", "off"),
            "Whether messages are found by their words. Off: no index is kept."),
    SEARCH_DIR(
            "search.dir",
            "",
            Kind.TEXT,
            "Where the search index lies; it can be made anew, so it needs no backup. Empty: `search` in data.dir."),
    SEARCH_BUFFER(
            "search.buffer",
            "16",
            Kind.NUMBER,
            "MiB of memory for what of the search index isn't written yet."),
    ORIGINS(
            "origins",
            "",
            Kind.TEXT,
            "Further origins whose pages may use this server, separated by commas."),
    PUBLIC_URL(
            "public.url",
            "",
            Kind.TEXT,
            "Where people reach this server; empty: as each request's Host says."),
    PROXIES(
            "proxies",
            "",
            Kind.TEXT,
            "Addresses of proxies, separated by commas: their X-Forwarded-For is believed, and on TCP and TLS they begin with a PROXY header."),
    LIMIT_MESSAGES(
            "limits.messages",
            "10/50",
            Kind.RATE,
            "Messages a second of a user, and how many at once."),
    LIMIT_COMMANDS(
            "limits.commands",
            "50/200",
            Kind.RATE,
            "Other commands a second of a user, and how many at once."),
    LIMIT_HELLO_DEVICE(
            "limits.hello-device",
            "1/10",
            Kind.RATE,
            "Hellos a second of a device, and how many at once."),
    LIMIT_HELLO_ADDRESS(
            "limits.hello-address",
            "100/2000",
            Kind.RATE,
            "Hellos a second from an address, and how many at once."),
    LIMIT_FAILURES(
            "limits.failures",
            "5/50",
            Kind.RATE,
            "Failed authentications a second from an address, and how many at once."),
    LIMIT_EXEMPT(
            "limits.exempt",
            "",
            Kind.TEXT,
            "Addresses without user and address rates, separated by commas."),
    LIMIT_HANDSHAKES(
            "limits.handshakes", "20000", Kind.NUMBER, "Handshakes that may wait in line."),
    DRAIN_SPREAD(
            "drain.spread",
            "5",
            Kind.NUMBER,
            "Seconds over which clients are spread that a restart sends away."),
    LOG_FORMAT("log.format", "text", Kind.of("text", "json"), "How the log is written."),
    LOG_LEVEL(
            "log.level",
            "info",
            Kind.of("error", "warn", "info", "debug", "trace"),
            "How much is logged.");

    private final String key;
    private final String initial;
    private final Kind kind;
    private final String meaning;

    /// What a setting's value may be.
    ///
    /// @param words the values that are allowed; empty where any text of the shape is
    record Kind(String shape, List<String> words) {
        static final Kind TEXT = new Kind("text", List.of());
        static final Kind PORT = new Kind("port", List.of());
        static final Kind NUMBER = new Kind("number", List.of());
        static final Kind RATE = new Kind("rate", List.of());

        static Kind of(String... words) {
            return new Kind("word", List.of(words));
        }

        /// What is wrong with a value, if something is.
        Optional<String> flaw(String value) {
            boolean good =
                    switch (shape) {
                        case "port" ->
                                value.equals("off")
                                        || value.matches("\\d{1,5}")
                                                && Integer.parseInt(value) <= 65_535;
                        case "number" -> value.matches("\\d{1,9}");
                        case "rate" -> value.matches("\\d{1,6}(\\.\\d{1,3})?/[1-9]\\d{0,6}");
                        case "word" -> words.contains(value);
                        default -> true;
                    };
            return good ? Optional.empty() : Optional.of(expected());
        }

        String expected() {
            return switch (shape) {
                case "port" -> "a port from 0 (any free one) to 65535, or off";
                case "number" -> "a whole number";
                case "rate" -> "so many a second / so many at once, like 10/50";
                case "word" -> String.join(", ", words);
                default -> "text";
            };
        }
    }

    Setting(String key, String initial, Kind kind, String meaning) {
        this.key = key;
        this.initial = initial;
        this.kind = kind;
        this.meaning = meaning;
    }

    /// As it stands in the file and on the command line.
    public String key() {
        return key;
    }

    /// As it stands in the environment.
    public String variable() {
        return "PARLEY_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public String initial() {
        return initial;
    }

    public String meaning() {
        return meaning;
    }

    /// What its value may be, in words.
    public String expected() {
        return kind.expected();
    }

    Optional<String> flaw(String value) {
        return kind.flaw(value);
    }

    /// Whether its value must not be shown whole.
    public boolean isSecret() {
        return this == DATABASE_URL;
    }
}
