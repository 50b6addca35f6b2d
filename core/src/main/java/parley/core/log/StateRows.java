package parley.core.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.core.account.Device;
import parley.core.account.KeptAnswer;
import parley.core.account.RefreshToken;
import parley.core.contact.Contact;
import parley.core.conversation.Membership;
import parley.core.draft.DraftRows;
import parley.core.erasure.ErasureRows;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.receipt.Marks;
import parley.core.report.ReportRows;
import parley.core.schedule.ScheduledRows;
import parley.core.user.User;

/// The rows beside the log, as one batch sees and writes them. Every `put` inserts or replaces by
/// the row's identity.
public interface StateRows {
    /// Of a group or channel, or of one of the two people of a direct conversation.
    Optional<Membership> membership(ConversationId conversation, UserId user);

    /// How many owners belong to a group or channel now.
    int owners(ConversationId conversation);

    void put(Membership membership);

    /// Marks of a member of a group or channel; those of direct conversations lie in the head.
    /// Never moves them back. The membership's row is touched too, so that the user's other devices
    /// learn of it.
    void putMarks(ConversationId conversation, UserId user, Marks marks);

    Optional<User> user(UserId id);

    Optional<User> userByUsername(String username);

    /// Whether this phone or email belongs to someone else than `user`.
    boolean contactPointTaken(String phoneOrEmail, UserId user);

    void put(User user);

    /// Whether a name was given up by someone else than `user` and isn't free for others yet.
    boolean usernameReserved(String username, UserId user);

    /// Keeps a name that `user` gave up from others until then.
    void reserveUsername(String username, UserId user, Instant until);

    /// The hash that the password hasher made; empty for those who have no password. An empty text
    /// was put where a password was taken away; nothing matches it.
    Optional<String> passwordHash(UserId user);

    void putPasswordHash(UserId user, String hash);

    Optional<Device> device(DeviceId id);

    /// Those of a user that are signed in, the last used first.
    List<Device> signedInDevices(UserId user);

    void put(Device device);

    Optional<RefreshToken> refreshToken(byte[] tokenHash);

    void put(RefreshToken token);

    /// How `user` stands to `peer`, if they have anything to do with each other.
    Optional<Contact> contact(UserId user, UserId peer);

    void put(Contact contact);

    ScheduledRows scheduled();

    DraftRows drafts();

    ReportRows reports();

    ErasureRows erasures();

    /// Keeps what a request that creates was answered; older ones than `forgetBefore` go.
    void put(KeptAnswer answer, Instant forgetBefore);
}
