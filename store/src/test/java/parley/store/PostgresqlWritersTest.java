package parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.core.Scene;
import parley.core.conversation.HeadCache;
import parley.core.conversation.Pair;
import parley.core.id.UserId;
import parley.core.log.LaneWriter;
import parley.core.log.LogEntry;
import parley.core.message.Fingerprints;
import parley.core.message.MessageContent;
import parley.core.message.MessageDraft;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageDraft.Target;
import parley.core.message.SendOutcome;
import parley.core.message.SendOutcome.Stored;
import parley.core.receipt.MarkBook;

/// Two nodes' writers on the same conversations at the same time.
final class PostgresqlWritersTest {
    private static final int PEOPLE = 8;
    private static final int MESSAGES = 1_500;

    private final List<Node> nodes = new ArrayList<>();

    private static final class Node {
        private final Database database;
        private final LaneWriter writer;
        private final Thread thread;

        Node(String url) {
            database = Database.open(url, Clock.systemUTC());
            writer =
                    new LaneWriter(
                            database.log(),
                            new LaneWriter.Parts(
                                    new HeadCache(database.conversations(), 1_000),
                                    new MarkBook(),
                                    new Fingerprints(new byte[32]),
                                    (one, other) -> false,
                                    batch -> {},
                                    (entries, took) -> {}));
            thread = Thread.ofPlatform().start(writer::run);
        }

        void close() throws InterruptedException {
            writer.close();
            thread.join();
            database.close();
        }
    }

    @BeforeEach
    void open() {
        var url = PostgresqlServer.newDatabase();
        nodes.add(new Node(url));
        nodes.add(new Node(url));
    }

    @AfterEach
    void close() throws InterruptedException {
        for (var node : nodes) {
            node.close();
        }
    }

    @Test
    void revs_are_dense_and_nothing_is_lost_or_doubled() {
        var scene = new Scene(new SqlStores(nodes.getFirst().database));
        var people = new ArrayList<UserId>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(scene.person());
        }
        var outcomes = new ArrayList<CompletableFuture<SendOutcome>>();
        var random = new Random(1);
        for (int i = 0; i < MESSAGES; i++) {
            var from = people.get(random.nextInt(PEOPLE));
            var to = people.get(random.nextInt(PEOPLE));
            var draft =
                    new MessageDraft(
                            new Target.Between(Pair.of(from, to)),
                            from,
                            Scene.DEVICE,
                            MessageContent.plain("message " + i),
                            Conditions.ofKey("k" + i),
                            null);
            // each is sent to both nodes, as by a client that lost its connection
            nodes.forEach(node -> outcomes.add(node.writer.append(draft)));
        }
        int stored = 0;
        for (var outcome : outcomes) {
            assertThat(outcome.join()).isInstanceOf(Stored.class);
            stored +=
                    outcome.join() instanceof Stored(_, _, _, _, boolean duplicate) && !duplicate
                            ? 1
                            : 0;
        }
        assertThat(stored).isEqualTo(MESSAGES);
        assertThat(messagesOf(people)).isEqualTo(MESSAGES);
    }

    private int messagesOf(List<UserId> people) {
        var database = nodes.getLast().database;
        int messages = 0;
        for (int i = 0; i < PEOPLE; i++) {
            for (int j = i; j < PEOPLE; j++) {
                var id = database.conversations().direct(Pair.of(people.get(i), people.get(j)));
                var entries =
                        database.messages().entriesAfter(id.orElseThrow(), 0, Integer.MAX_VALUE);
                for (int at = 0; at < entries.size(); at++) {
                    assertThat(entries.get(at)).extracting(LogEntry::rev).isEqualTo(at + 1L);
                }
                messages += entries.size();
            }
        }
        return messages;
    }
}
