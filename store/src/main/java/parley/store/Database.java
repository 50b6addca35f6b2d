package parley.store;

import java.security.SecureRandom;
import java.time.Clock;
import parley.core.SecretStore;
import parley.core.account.AnswerStore;
import parley.core.account.DeviceStore;
import parley.core.contact.ContactStore;
import parley.core.conversation.ConversationStore;
import parley.core.conversation.GroupStore;
import parley.core.draft.DraftStore;
import parley.core.erasure.ErasureStore;
import parley.core.log.LogFeed;
import parley.core.log.LogStore;
import parley.core.message.MessageStore;
import parley.core.report.ReportStore;
import parley.core.schedule.ScheduledStore;
import parley.core.user.UserStore;
import parley.store.account.SqlAnswerStore;
import parley.store.account.SqlDeviceStore;
import parley.store.account.SqlSecretStore;
import parley.store.contact.SqlContactStore;
import parley.store.conversation.SqlConversationStore;
import parley.store.conversation.SqlGroupStore;
import parley.store.draft.SqlDraftStore;
import parley.store.erasure.SqlErasureStore;
import parley.store.log.BatchRows;
import parley.store.log.SqlBatches;
import parley.store.log.SqlLogStore;
import parley.store.message.KeyHash;
import parley.store.message.SqlLogFeed;
import parley.store.message.SqlMessageStore;
import parley.store.report.SqlReportStore;
import parley.store.schedule.SqlScheduledStore;
import parley.store.sql.Engine;
import parley.store.user.SqlUserStore;

/// An open database and all that the messenger keeps in it. Its readers may be used from any
/// thread; its log is written by one.
public final class Database implements AutoCloseable {
    private final Engine engine;
    private final SqlSecretStore secrets;
    private final LogStore log;

    private Database(Engine engine, BatchRows.Source batches, Clock clock) {
        this.engine = engine;
        secrets = new SqlSecretStore(engine);
        var key = secrets.secret("key-hash", Database::newKey);
        log = new SqlLogStore(engine, batches, clock, new KeyHash(key));
    }

    private static byte[] newKey() {
        var key = new byte[KeyHash.SECRET_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /// Opens `sqlite:/path/to/file.db` or `postgresql://user:password@host:port/name?options`, and
    /// brings its tables up to date.
    ///
    /// @throws IllegalArgumentException if the url is neither
    /// @throws parley.store.schema.Migrations.SchemaRefused if a newer program has used it
    /// @throws LogStore.StoreUnavailable if it can't be reached
    public static Database open(String url, Clock clock) {
        var engine = DatabaseUrl.parse(url).open();
        try {
            var batches = engine instanceof BatchRows.Source own ? own : new SqlBatches();
            return new Database(engine, batches, clock);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    public LogStore log() {
        return log;
    }

    public LogFeed feed() {
        return new SqlLogFeed(engine);
    }

    public ConversationStore conversations() {
        return new SqlConversationStore(engine);
    }

    public GroupStore groups() {
        return new SqlGroupStore(engine);
    }

    public MessageStore messages() {
        return new SqlMessageStore(engine);
    }

    public UserStore users() {
        return new SqlUserStore(engine);
    }

    public ContactStore contacts() {
        return new SqlContactStore(engine);
    }

    public DeviceStore devices() {
        return new SqlDeviceStore(engine);
    }

    public ErasureStore erasures() {
        return new SqlErasureStore(engine);
    }

    public ReportStore reports() {
        return new SqlReportStore(engine);
    }

    public ScheduledStore scheduled() {
        return new SqlScheduledStore(engine);
    }

    public DraftStore drafts() {
        return new SqlDraftStore(engine);
    }

    public AnswerStore answers() {
        return new SqlAnswerStore(engine);
    }

    /// Puts another secret in place of one that is there; for the epoch of a restored database.
    public void replaceSecret(String name, byte[] next) {
        secrets.replace(name, next);
    }

    public SecretStore secrets() {
        return secrets;
    }

    /// Whether it answers now.
    public boolean isReady() {
        return engine.isReady();
    }

    @Override
    public void close() {
        engine.close();
    }
}
