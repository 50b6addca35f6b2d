package parley.core;

import parley.core.account.DeviceStoreContract;
import parley.core.contact.ContactStoreContract;
import parley.core.conversation.ConversationStoreContract;
import parley.core.conversation.DepartureContract;
import parley.core.conversation.GroupLifeContract;
import parley.core.conversation.MemberStoreContract;
import parley.core.conversation.RequestsContract;
import parley.core.draft.DraftContract;
import parley.core.erasure.ErasureContract;
import parley.core.log.LogFeedContract;
import parley.core.log.LogStoreContract;
import parley.core.message.ExpiryContract;
import parley.core.message.ForwardContract;
import parley.core.message.MentionContract;
import parley.core.message.MessageLifeContract;
import parley.core.message.MessageStoreContract;
import parley.core.message.OpinionContract;
import parley.core.message.PollContract;
import parley.core.message.RepetitionContract;
import parley.core.message.ThreadContract;
import parley.core.report.ReportContract;
import parley.core.schedule.ScheduledContract;
import parley.core.user.UserStoreContract;

/// All contracts of one database.
public interface StoreContracts
        extends LogStoreContract,
                LogFeedContract,
                ConversationStoreContract,
                MemberStoreContract,
                GroupLifeContract,
                MessageStoreContract,
                MessageLifeContract,
                OpinionContract,
                RepetitionContract,
                ThreadContract,
                ExpiryContract,
                DepartureContract,
                ScheduledContract,
                DraftContract,
                ForwardContract,
                ErasureContract,
                ReportContract,
                MentionContract,
                PollContract,
                UserStoreContract,
                ContactStoreContract,
                RequestsContract,
                DeviceStoreContract {
    @Override
    Stores stores();
}
