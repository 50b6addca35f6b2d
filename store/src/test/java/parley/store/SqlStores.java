package parley.store;

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

/// A database as the contracts see it.
record SqlStores(Database database) implements Stores {
    @Override
    public LogStore log() {
        return database.log();
    }

    @Override
    public LogFeed feed() {
        return database.feed();
    }

    @Override
    public ConversationStore conversations() {
        return database.conversations();
    }

    @Override
    public GroupStore groups() {
        return database.groups();
    }

    @Override
    public MessageStore messages() {
        return database.messages();
    }

    @Override
    public UserStore users() {
        return database.users();
    }

    @Override
    public ContactStore contacts() {
        return database.contacts();
    }

    @Override
    public DeviceStore devices() {
        return database.devices();
    }

    @Override
    public ErasureStore erasures() {
        return database.erasures();
    }

    @Override
    public ReportStore reports() {
        return database.reports();
    }

    @Override
    public ScheduledStore scheduled() {
        return database.scheduled();
    }

    @Override
    public DraftStore drafts() {
        return database.drafts();
    }

    @Override
    public AnswerStore answers() {
        return database.answers();
    }

    @Override
    public SecretStore secrets() {
        return database.secrets();
    }
}
