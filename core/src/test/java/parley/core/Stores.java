package parley.core;

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

/// All ports to one database, as the contracts use them.
public interface Stores {
    LogStore log();

    LogFeed feed();

    ConversationStore conversations();

    GroupStore groups();

    MessageStore messages();

    UserStore users();

    ContactStore contacts();

    DeviceStore devices();

    ErasureStore erasures();

    ReportStore reports();

    ScheduledStore scheduled();

    DraftStore drafts();

    AnswerStore answers();

    SecretStore secrets();
}
