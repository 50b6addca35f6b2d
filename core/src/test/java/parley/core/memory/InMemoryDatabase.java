package parley.core.memory;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import parley.core.SecretStore;
import parley.core.Stores;
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

/// Every port on one set of tables that ends with the test.
public final class InMemoryDatabase implements Stores {
    private final Tables tables = new Tables();
    private final InMemoryLogStore log;
    private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();

    public InMemoryDatabase(Clock clock) {
        log = new InMemoryLogStore(tables, clock);
    }

    @Override
    public LogStore log() {
        return log;
    }

    @Override
    public LogFeed feed() {
        return new InMemoryLogFeed(tables, log);
    }

    @Override
    public ConversationStore conversations() {
        return new InMemoryConversationStore(tables, log);
    }

    @Override
    public GroupStore groups() {
        return new InMemoryGroupStore(tables);
    }

    @Override
    public MessageStore messages() {
        return new InMemoryMessageStore(tables);
    }

    @Override
    public UserStore users() {
        return new InMemoryUserStore(tables);
    }

    @Override
    public ContactStore contacts() {
        return new InMemoryContactStore(tables);
    }

    @Override
    public DeviceStore devices() {
        return new InMemoryDeviceStore(tables);
    }

    @Override
    public ErasureStore erasures() {
        return new InMemoryErasures(tables);
    }

    @Override
    public ReportStore reports() {
        return new InMemoryReports(tables);
    }

    @Override
    public ScheduledStore scheduled() {
        return new InMemoryScheduled(tables);
    }

    @Override
    public DraftStore drafts() {
        return InMemoryDrafts.store(tables);
    }

    @Override
    public AnswerStore answers() {
        return (user, key) ->
                tables.locked(() -> tables.answers.find(new Tables.AnswerKey(user, key)));
    }

    @Override
    public SecretStore secrets() {
        return this::secret;
    }

    private byte[] secret(String name, Supplier<byte[]> make) {
        return secrets.computeIfAbsent(name, missing -> make.get()).clone();
    }
}
