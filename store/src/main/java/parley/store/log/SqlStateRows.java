package parley.store.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
import parley.core.log.Position;
import parley.core.log.StateRows;
import parley.core.receipt.Marks;
import parley.core.report.ReportRows;
import parley.core.schedule.ScheduledRows;
import parley.core.user.User;
import parley.store.account.AnswerRows;
import parley.store.account.DeviceRows;
import parley.store.contact.ContactRows;
import parley.store.conversation.MembershipRows;
import parley.store.draft.SqlDraftRows;
import parley.store.erasure.SqlErasureRows;
import parley.store.report.SqlReportRows;
import parley.store.schedule.SqlScheduledRows;
import parley.store.sql.Session;
import parley.store.user.UserRows;

/// The rows beside the log, each kind where its store keeps it.
final class SqlStateRows implements StateRows {
    private final Position position;
    private final Instant now;
    private final Consumer<ConversationId> settle;
    private final MembershipRows memberships;
    private final UserRows users;
    private final DeviceRows devices;
    private final ContactRows contacts;
    private final AnswerRows answers;
    private final SqlScheduledRows scheduled;
    private final SqlDraftRows drafts;
    private final SqlReportRows reports;
    private final SqlErasureRows erasures;

    SqlStateRows(Session session, Position position, Instant now, Consumer<ConversationId> settle) {
        this.settle = settle;
        this.position = position;
        this.now = now;
        memberships = new MembershipRows(session);
        users = new UserRows(session);
        devices = new DeviceRows(session);
        contacts = new ContactRows(session);
        answers = new AnswerRows(session);
        scheduled = new SqlScheduledRows(session);
        drafts = new SqlDraftRows(session);
        reports = new SqlReportRows(session);
        erasures = new SqlErasureRows(session);
    }

    @Override
    public Optional<Membership> membership(ConversationId conversation, UserId user) {
        settle.accept(conversation);
        return memberships.find(conversation, user);
    }

    @Override
    public int owners(ConversationId conversation) {
        return memberships.owners(conversation);
    }

    @Override
    public void put(Membership membership) {
        settle.accept(membership.conversation());
        memberships.put(membership);
    }

    @Override
    public void putMarks(ConversationId conversation, UserId user, Marks marks) {
        memberships.putMarks(conversation, user, marks, position);
    }

    @Override
    public Optional<User> user(UserId id) {
        return users.find(id);
    }

    @Override
    public Optional<User> userByUsername(String username) {
        return users.findByUsername(username);
    }

    @Override
    public boolean contactPointTaken(String phoneOrEmail, UserId user) {
        return users.contactPointTaken(phoneOrEmail, user);
    }

    @Override
    public void put(User user) {
        users.put(user);
    }

    @Override
    public boolean usernameReserved(String username, UserId user) {
        return users.usernameReserved(username, user, now);
    }

    @Override
    public void reserveUsername(String username, UserId user, Instant until) {
        users.reserveUsername(username, user, until);
    }

    @Override
    public Optional<String> passwordHash(UserId user) {
        return users.passwordHash(user);
    }

    @Override
    public void putPasswordHash(UserId user, String hash) {
        users.putPasswordHash(user, hash);
    }

    @Override
    public Optional<Device> device(DeviceId id) {
        return devices.find(id);
    }

    @Override
    public List<Device> signedInDevices(UserId user) {
        return devices.devicesOf(user);
    }

    @Override
    public void put(Device device) {
        devices.put(device);
    }

    @Override
    public Optional<RefreshToken> refreshToken(byte[] tokenHash) {
        return devices.token(tokenHash);
    }

    @Override
    public void put(RefreshToken token) {
        devices.put(token);
    }

    @Override
    public Optional<Contact> contact(UserId user, UserId peer) {
        return contacts.find(user, peer);
    }

    @Override
    public void put(Contact contact) {
        contacts.put(contact);
    }

    @Override
    public ScheduledRows scheduled() {
        return scheduled;
    }

    @Override
    public DraftRows drafts() {
        return drafts;
    }

    @Override
    public ReportRows reports() {
        return reports;
    }

    @Override
    public ErasureRows erasures() {
        return erasures;
    }

    @Override
    public void put(KeptAnswer answer, Instant forgetBefore) {
        answers.put(answer, forgetBefore);
    }
}
