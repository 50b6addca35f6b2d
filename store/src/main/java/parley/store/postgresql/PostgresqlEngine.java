package parley.store.postgresql;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.Blocking;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.log.LogStore.CommitUnknown;
import parley.core.log.LogStore.StoreUnavailable;
import parley.core.log.Position;
import parley.store.conversation.HeadRows;
import parley.store.postgresql.ConnectionPool.Address;
import parley.store.schema.Migrations;
import parley.store.sql.Dialect;
import parley.store.sql.Engine;
import parley.store.sql.Session;

/// A database that several nodes share. This node writes in a lane that it leases; when that was
/// taken over, it leases another and repeats the batch.
public final class PostgresqlEngine implements Engine {
    private static final Logger log = LoggerFactory.getLogger(PostgresqlEngine.class);

    /// A third of a lease, so that two signs of life may be lost.
    private static final long RENEW_SECONDS = 5;

    /// Processes that start at the same moment want the same lane; each time one gets it.
    private static final int LEASE_TRIES = 100;

    /// A batch that met a deadlock is repeated as it is this often.
    private static final int DEADLOCK_TRIES = 3;

    private final Dialect dialect = new PostgresqlDialect();
    private final ConnectionPool pool;
    private final long owner = new SecureRandom().nextLong();
    private final ConversationNumbers numbers;
    private final ScheduledExecutorService renewals =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("store-lease").factory());
    private volatile @Nullable Lane lane;

    private PostgresqlEngine(Address address) {
        pool = new ConnectionPool(address, dialect);
        numbers = new ConversationNumbers(this::nextBlock);
    }

    /// Opens the database and brings its tables up to date.
    ///
    /// @param jdbcUrl without user and password
    public static PostgresqlEngine open(
            String jdbcUrl, @Nullable String user, @Nullable String password) {
        var engine = new PostgresqlEngine(new Address(jdbcUrl, user, password));
        try (var session = engine.pool.session()) {
            // an arbitrary number that all of our programs use for this lock
            Migrations.of("postgresql").run(session, "SELECT pg_advisory_xact_lock(7275539)");
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
        var unused =
                engine.renewals.scheduleAtFixedRate(
                        engine::renew, RENEW_SECONDS, RENEW_SECONDS, TimeUnit.SECONDS);
        return engine;
    }

    private void renew() {
        var leased = lane;
        if (leased == null) {
            return;
        }
        try (var session = pool.session()) {
            leased.renew(session);
        } catch (RuntimeException e) {
            log.warn("the lease of lane {} could not be renewed", leased.id(), e);
        }
    }

    @Override
    public <T> T read(Query<T> query) {
        Blocking.begins();
        return repeated(query);
    }

    @Override
    public <T> T alone(Query<T> query) {
        return repeated(query);
    }

    // After a restart of the server every idle connection is broken, so what meets one forgets them
    // all and tries once more. Nothing stands of what was lost with its connection: a batch whose
    // commit is in doubt has another exception.
    private <T> T repeated(Query<T> query) {
        var first = pool.session();
        try (first) {
            return query.on(first);
        } catch (StoreUnavailable e) {
            log.info("a connection was lost; trying another", e);
            pool.forgetIdle();
        }
        try (var second = pool.session()) {
            return query.on(second);
        }
    }

    @Override
    public <T> T write(Batch<T> batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                return repeated(session -> write(session, batch));
            } catch (RuntimeException e) {
                if (!PostgresqlDialect.isDeadlock(e) || attempt == DEADLOCK_TRIES) {
                    throw e;
                }
            }
        }
    }

    private <T> T write(Session session, Batch<T> batch) {
        session.with(connection -> connection.setAutoCommit(false));
        var position = begin(session);
        T result;
        boolean wrote;
        try {
            long before = session.writes();
            result = batch.on(session, position);
            wrote = session.writes() > before;
        } catch (Throwable e) {
            rollback(session, e);
            throw e;
        }
        if (wrote) {
            commit(session, position);
        } else {
            session.with(connection -> connection.rollback());
        }
        return result;
    }

    private Position begin(Session session) {
        for (int i = 0; i < LEASE_TRIES; i++) {
            var leased = lane;
            if (leased == null) {
                lane = Lane.lease(session, owner).orElse(null);
                session.with(connection -> connection.commit());
            } else {
                var position = leased.next(session);
                if (position.isPresent()) {
                    return position.get();
                }
                log.warn("lane {} was taken over by another node", leased.id());
                lane = null;
            }
        }
        throw new StoreUnavailable(
                "no lane could be leased", new IllegalStateException("others were faster"));
    }

    private static void rollback(Session session, Throwable why) {
        try {
            session.with(connection -> connection.rollback());
        } catch (RuntimeException e) {
            why.addSuppressed(e); // the connection is gone, and with it the transaction
        }
    }

    private void commit(Session session, Position position) {
        try {
            session.with(connection -> connection.commit());
        } catch (StoreUnavailable e) {
            if (!stands(position, e).orElseThrow(() -> new CommitUnknown(e))) {
                throw e;
            }
        }
    }

    private Optional<Boolean> stands(Position position, StoreUnavailable why) {
        try (var session = pool.session()) {
            return new Lane(position.lane(), owner).stands(session, position);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<ConversationId> between(Pair pair) {
        return read(session -> new HeadRows(session).between(pair));
    }

    @Override
    public long nextConversation() {
        return numbers.next();
    }

    private long nextBlock() {
        return alone(session ->
                        session.first(
                                "SELECT nextval('conversation_block')",
                                p -> {},
                                row -> row.number()))
                .orElseThrow();
    }

    @Override
    public boolean isReady() {
        try {
            return read(session -> session.first("SELECT 1", p -> {}, row -> row.flag()))
                    .orElse(false);
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void close() {
        renewals.shutdownNow();
        var leased = lane;
        if (leased != null) {
            try (var session = pool.session()) {
                leased.release(session);
            } catch (RuntimeException e) {
                log.warn("lane {} is given back when its lease ends", leased.id(), e);
            }
        }
        pool.close();
    }
}
