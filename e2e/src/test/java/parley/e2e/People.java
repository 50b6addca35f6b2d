package parley.e2e;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import parley.client.Rest;
import parley.client.Tokens;
import parley.client.Trust;

/// People with accounts on a running server.
final class People {
    static final String[] GENEROUS = {
        "--limits.messages=100000/100000",
        "--limits.commands=100000/100000",
        "--limits.hello-device=10000/10000",
        "--limits.hello-address=100000/100000"
    };

    private static final AtomicInteger COUNT = new AtomicInteger();
    static final String PASSWORD = "correct horse battery";

    private People() {}

    /// Someone who just signed in.
    record Someone(String id, String username, Tokens tokens) {}

    /// @param name what they are called, to which a number is added
    static Someone make(RunningServer server, String name) {
        var rest = new Rest(URI.create(server.http()), Trust.system());
        var username = name + COUNT.incrementAndGet();
        var person = rest.register(username, PASSWORD);
        return new Someone(person.id(), username, rest.login(username, PASSWORD));
    }

    static Tokens again(RunningServer server, Someone who) {
        return new Rest(URI.create(server.http()), Trust.system()).login(who.username(), PASSWORD);
    }
}
