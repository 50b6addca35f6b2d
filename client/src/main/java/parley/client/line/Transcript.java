package parley.client.line;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.client.CommandFailed;
import parley.client.Conversation;
import parley.client.ParleyClient;
import parley.client.ParleyEvent;
import parley.client.ParleyListener;
import parley.client.Person;
import parley.client.Sent;

/// What is shown: each message with its time and name, and ticks for this user's own: `✓` stored,
/// `✓✓` received, `✓✓ read`. Thread-safe; a line is written whole.
final class Transcript implements ParleyListener {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());
    private static final int NAMES = 10_000;

    private final PrintWriter out;
    private final CountDownLatch live = new CountDownLatch(1);
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, Conversation> conversations = new HashMap<>();
    private final Map<String, Long> shownUpTo = new HashMap<>();
    private List<String> listed = List.of();
    private String here = "";
    private volatile @Nullable ParleyClient client;
    private volatile boolean over;

    Transcript(PrintWriter out) {
        this.out = out;
    }

    void of(ParleyClient speaking) {
        client = speaking;
    }

    boolean isOver() {
        return over;
    }

    void awaitLive(Duration patience) {
        try {
            if (!live.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                say("! the server isn't there yet; what you send waits");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    synchronized void list(List<Conversation> all) {
        var ids = new ArrayList<String>();
        for (var one : all) {
            hold(one);
            ids.add(one.id());
            var unread = one.marks().unread() == 0 ? "" : "  (" + one.marks().unread() + " new)";
            say(ids.size() + "  " + Harmless.text(one.name()) + unread);
        }
        listed = ids;
        if (all.isEmpty()) {
            say("No conversations yet.");
        }
    }

    private void hold(Conversation one) {
        conversations.put(one.id(), one);
        var peer = one.peer();
        if (peer != null) {
            name(peer);
        }
    }

    private void name(Person person) {
        if (names.size() < NAMES) {
            names.put(person.id(), person.name());
        }
    }

    /// @return where lines go from now on
    synchronized String open(String number) {
        int index = number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 0;
        if (index < 1 || index > listed.size()) {
            say("! there is no number " + Harmless.text(number));
            return here;
        }
        return enter(listed.get(index - 1));
    }

    synchronized String openWith(Person person) {
        name(person);
        return enter(person.id());
    }

    private String enter(String to) {
        here = to;
        var conversation = conversationOf(to);
        say("-- " + label(to));
        if (conversation != null && shownUpTo.containsKey(conversation)) {
            read(conversation, shownUpTo.get(conversation));
        }
        return to;
    }

    private String label(String to) {
        var known = conversations.get(to);
        return Harmless.text(known == null ? names.getOrDefault(to, to) : known.name());
    }

    /// The conversation that a user or conversation id stands for; null if there is none yet.
    synchronized @Nullable String conversationOf(String to) {
        if (conversations.containsKey(to)) {
            return to;
        }
        return conversations.values().stream()
                .filter(one -> one.peer() != null && one.peer().id().equals(to))
                .map(Conversation::id)
                .findFirst()
                .orElse(null);
    }

    synchronized void who() {
        if (states.isEmpty()) {
            say("Nobody you know is here.");
        }
        states.forEach((user, state) -> say(name(user) + ": " + Harmless.text(state)));
    }

    private String name(String user) {
        var speaking = client;
        if (speaking != null && user.equals(speaking.self())) {
            return "you";
        }
        return Harmless.text(names.computeIfAbsent(user, this::askedName));
    }

    private String askedName(String user) {
        var speaking = client;
        try {
            return speaking == null ? user : speaking.rest().user(speaking.tokens(), user).name();
        } catch (CommandFailed e) {
            return user;
        }
    }

    synchronized void history(List<ParleyEvent.Message> messages) {
        messages.forEach(this::line);
    }

    void sent(Sent sent) {
        say("✓ " + sent.seq());
    }

    @Override
    public synchronized void happened(ParleyEvent event) {
        switch (event) {
            case ParleyEvent.Synced(var conversation, var shown, var people) -> {
                hold(conversation);
                people.forEach(this::name);
                shown.forEach(this::message);
            }
            case ParleyEvent.Message message -> message(message);
            case ParleyEvent.Receipt(String in, String user, long received, long read) -> {
                if (conversationOf(here) instanceof String open && open.equals(in)) {
                    say("✓✓ " + received + (read > 0 ? ", read " + read : "") + " " + name(user));
                }
            }
            case ParleyEvent.Presence(String user, String state, var text) ->
                    states.put(user, state);
            case ParleyEvent.Live ignored -> live.countDown();
            case ParleyEvent.Typing ignored -> {}
            case ParleyEvent.Passing ignored -> {}
            case ParleyEvent.Change ignored -> {}
            case ParleyEvent.Void ignored -> {}
        }
    }

    private void message(ParleyEvent.Message message) {
        var fields = message.fields();
        if (fields != null) {
            fields.objects("users").stream().map(Person::of).forEach(this::name);
        }
        shownUpTo.merge(message.conversation(), message.seq(), Math::max);
        boolean own = client != null && message.from().equals(client.self());
        if (!conversations.containsKey(message.conversation())) {
            learn(message.conversation());
        }
        if (!own) {
            line(message);
        }
        if (!own) {
            readIfHere(message.conversation());
        }
    }

    private void readIfHere(String conversation) {
        var upTo = shownUpTo.get(conversation);
        if (upTo != null && conversation.equals(conversationOf(here))) {
            read(conversation, upTo);
        }
    }

    // answered on the thread that tells events, so it isn't waited for
    private void learn(String conversation) {
        var speaking = client;
        if (speaking != null) {
            speaking.head(conversation)
                    .thenAccept(head -> {
                        synchronized (this) {
                            hold(head);
                            readIfHere(conversation);
                        }
                    });
        }
    }

    private void read(String conversation, long seq) {
        var speaking = client;
        if (speaking != null) {
            speaking.read(conversation, seq);
        }
    }

    private void line(ParleyEvent.Message message) {
        var text = message.text() == null ? "(gone)" : Harmless.text(message.text());
        say(time(message.at()) + " " + name(message.from()) + ": " + text);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    @Override
    public void disconnected(String reason) {
        say("! the connection went; trying again");
    }

    @Override
    public void stopped(String reason) {
        over = true;
        say("! over: " + Harmless.text(reason));
    }
}
