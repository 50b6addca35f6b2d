package parley.bench.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parley.bench.server.ProcessFigures;
import parley.bench.server.Started;
import parley.bench.server.Target;
import parley.bench.wire.Door;
import parley.bench.wire.Tongue;
import picocli.CommandLine.Option;

/// Which server is measured, and through which door.
final class ServerOptions {
    @Option(
            names = "--serve",
            description = {
                "Start a Parley server for this run, in a fresh temporary folder and on free ports",
                "of the loopback, and end it afterwards. Without it, a server that runs is measured;",
                "it needs guests=on, and limits.exempt with this machine's address."
            })
    boolean serve;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "With --serve: a setting of the server. May be given several times.")
    List<String> settings = new ArrayList<>();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where REST and WebSocket are. Default: ${DEFAULT-VALUE}")
    URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--tcp-port", description = "Default: ${DEFAULT-VALUE}")
    int tcpPort = 2500;

    @Option(names = "--tls-port", description = "Default: ${DEFAULT-VALUE}")
    int tlsPort = 2501;

    @Option(names = "--https-port", description = "Default: ${DEFAULT-VALUE}")
    int httpsPort = 8443;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description =
                    "The process of a server that runs on this machine, so that its processor time and memory are read.")
    long pid;

    @Option(
            names = "--door",
            split = ",",
            paramLabel = "DOOR",
            description = "tls, tcp, ws or wss; several with commas. Default: tls")
    List<String> doors = List.of("tls");

    @Option(
            names = "--floor",
            description = {
                "Measure the same against a bare relay on this machine too (no accounts, no storage),",
                "and give each figure as a ratio to it."
            })
    boolean floor;

    @Option(
            names = "--protocol",
            description = {
                "What the server speaks: parley, mqtt (3.1.1, QoS 1, a topic u/NAME a person) or xmpp",
                "(SASL PLAIN, direct TLS, domain localhost). For the last two --people-file names who",
                "is there: a line each, name and password, with a tab. Default: parley"
            })
    String protocol = "parley";

    @Option(names = "--name", description = "What the server is called. Default: Parley")
    String name = "Parley";

    Tongue tongue() {
        return Tongue.valueOf(protocol.toUpperCase(Locale.ROOT));
    }

    List<Door> doors() {
        return doors.stream().map(door -> Door.valueOf(door.toUpperCase(Locale.ROOT))).toList();
    }

    Target open() {
        if (serve) {
            return Started.parley(name, settings.stream().map(one -> "--" + one).toList());
        }
        var ports = new HashMap<String, Integer>();
        ports.put("http", url.getPort() < 0 ? 80 : url.getPort());
        ports.put("tcp", tcpPort);
        ports.put("tls", tlsPort);
        ports.put("https", httpsPort);
        return new Target.Running(
                name,
                url.getHost(),
                ports,
                tongue() == Tongue.PARLEY,
                pid > 0 ? Optional.of(new ProcessFigures(pid)) : Optional.empty());
    }

    /// Where the target's REST is.
    URI rest(Target target) {
        return serve ? URI.create("http://" + target.host() + ":" + target.port("http")) : url;
    }
}
