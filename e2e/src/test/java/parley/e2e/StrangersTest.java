package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.e2e.Eventually.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.client.Draft;
import parley.client.ParleyClient;
import parley.client.Sent;
import parley.client.ServerAddress;

/// Two people who never spoke begin at the same moment.
final class StrangersTest {
    private static final int MESSAGES = 50;

    @Test
    void parallel_first_messages_make_one_conversation(@TempDir Path directory) throws Exception {
        try (var server = RunningServer.start(directory, People.GENEROUS)) {
            var ann = People.make(server, "ann");
            var bob = People.make(server, "bob");
            var clients = new ArrayList<ParleyClient>();
            for (int i = 0; i < 5; i++) {
                clients.add(client(server, ann));
                clients.add(client(server, bob));
            }
            for (var client : clients) {
                eventually(Duration.ofSeconds(20), () -> "not live", client::isLive);
            }
            var sent = new ArrayList<CompletableFuture<Sent>>();
            for (int i = 0; i < MESSAGES; i++) {
                var to = i % 2 == 0 ? bob.id() : ann.id();
                sent.add(clients.get(i % 10).send(Draft.of(to, "hello " + i)));
            }
            var seqs = new ArrayList<Long>();
            var conversations = new ArrayList<String>();
            for (var one : sent) {
                var stored = one.get(20, TimeUnit.SECONDS);
                seqs.add(stored.seq());
                conversations.add(stored.conversation());
            }
            assertThat(conversations.stream().distinct()).hasSize(1);
            assertThat(seqs)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, MESSAGES).boxed().toList());
            clients.forEach(ParleyClient::close);
        }
    }

    private static ParleyClient client(RunningServer server, People.Someone who) {
        return ParleyClient.to(ServerAddress.of(server.http()))
                .start(People.again(server, who), event -> {});
    }
}
