package parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogStore.StoreUnavailable;
import parley.core.log.LogTransaction;
import parley.core.log.Position;
import parley.store.log.BatchRows;
import parley.store.log.SqlLogStore;
import parley.store.message.KeyHash;
import parley.store.sql.Session;
import parley.store.sqlite.SqliteEngine;

/// What a batch on SQLite leaves behind that fails: nothing, in the database or in memory.
final class SqliteBatchTest {
    private static final UserId ALICE = new UserId(1);
    private static final UserId BOB = new UserId(2);

    private final KeyHash hash = new KeyHash(new byte[KeyHash.SECRET_BYTES]);
    private SqliteEngine engine;
    private SqlLogStore log;
    private ConversationId talk;

    @BeforeEach
    void open(@TempDir Path folder) {
        engine = SqliteEngine.open(folder.resolve("parley.db"));
        log = new SqlLogStore(engine, engine, Clock.systemUTC(), hash);
        talk = new ConversationId(log.nextConversation());
        log.write(tx -> {
            var pair = Pair.of(ALICE, BOB);
            tx.insertHeads(List.of(Head.ofDirect(talk, pair, tx.now(), tx.position())));
            return true;
        });
        assertThat(say()).isEqualTo(1);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /// Alice says something, as far as the head tells of it.
    private long say() {
        return log.write(this::say);
    }

    private long say(LogTransaction tx) {
        var head = Objects.requireNonNull(tx.heads(List.of(talk), true).held().get(talk));
        long seq = head.lastSeq() + 1;
        tx.updateHeads(List.of(head.with(new Head.Progress(seq, seq, tx.now(), tx.now(), 0))));
        return seq;
    }

    /// A log whose transactions meet something, before or after all of a batch is written.
    private SqlLogStore meeting(Consumer<Session> before, Consumer<Session> after) {
        var source =
                new BatchRows.Source() {
                    @Override
                    public BatchRows begin(
                            Session session, Position position, Instant now, KeyHash keyHash) {
                        var rows = engine.begin(session, position, now, keyHash);
                        return (BatchRows)
                                Proxy.newProxyInstance(
                                        BatchRows.class.getClassLoader(),
                                        new Class<?>[] {BatchRows.class},
                                        (proxy, method, arguments) -> {
                                            if (method.getName().equals("groups")) {
                                                before.accept(session);
                                            }
                                            var result = invoke(method, rows, arguments);
                                            if (method.getName().equals("finish")) {
                                                after.accept(session);
                                            }
                                            return result;
                                        });
                    }

                    @Override
                    public long settled() {
                        return engine.settled();
                    }
                };
        return new SqlLogStore(engine, source, Clock.systemUTC(), hash);
    }

    private static Object invoke(Method method, BatchRows rows, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(rows, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void lose(Session session) {
        session.execute("ROLLBACK"); // as SQLite does by itself after some errors of the disk
    }

    @Test
    void a_batch_that_fails_is_not_what_the_next_one_goes_on_from() {
        assertThatThrownBy(() ->
                        log.write(tx -> {
                            say(tx);
                            throw new IllegalStateException("no");
                        }))
                .hasMessage("no");
        assertThat(say()).isEqualTo(2);
    }

    @Test
    void nor_is_one_whose_commit_fails() {
        var failing = meeting(session -> {}, SqliteBatchTest::lose);
        assertThatThrownBy(() -> failing.write(this::say)).isInstanceOf(StoreUnavailable.class);
        assertThat(say()).isEqualTo(2);
        assertThat(say()).isEqualTo(3);
    }

    @Test
    void a_part_is_undone_with_what_it_moved() {
        log.write(tx -> {
            assertThatThrownBy(() ->
                            tx.undoable(() -> {
                                tx.rows().membership(talk, ALICE); // moves what waits
                                say(tx);
                                throw new IllegalStateException("no");
                            }))
                    .hasMessage("no");
            return true;
        });
        assertThat(say()).isEqualTo(2);
        log.write(tx -> {
            say(tx);
            tx.rows().membership(talk, ALICE);
            return say(tx);
        });
        assertThat(say()).isEqualTo(5);
    }

    @Test
    void nothing_of_a_batch_stands_whose_transaction_was_lost() {
        var losing = meeting(SqliteBatchTest::lose, session -> {});
        assertThatThrownBy(() ->
                        losing.write(tx -> {
                            say(tx);
                            return tx.undoable(() -> {
                                tx.groups();
                                throw new IllegalStateException("the disk");
                            });
                        }))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(log.<Long>write(tx -> tx.position().n())).isEqualTo(3);
        assertThat(say()).isEqualTo(2);
    }
}
