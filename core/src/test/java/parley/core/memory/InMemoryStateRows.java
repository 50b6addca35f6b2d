package parley.core.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.core.account.Device;
import parley.core.account.KeptAnswer;
import parley.core.account.RefreshToken;
import parley.core.contact.Contact;
import parley.core.conversation.Membership;
import parley.core.conversation.Role;
import parley.core.draft.DraftRows;
import parley.core.erasure.ErasureRows;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.log.StateRows;
import parley.core.memory.Tables.Acquaintance;
import parley.core.memory.Tables.AnswerKey;
import parley.core.memory.Tables.Of;
import parley.core.memory.Tables.Reservation;
import parley.core.receipt.Marks;
import parley.core.report.ReportRows;
import parley.core.schedule.ScheduledRows;
import parley.core.user.User;

/// The rows beside the log, in memory.
final class InMemoryStateRows implements StateRows {
    private final Tables tables;
    private final Position position;
    private final Instant now;

    InMemoryStateRows(Tables tables, Position position, Instant now) {
        this.tables = tables;
        this.position = position;
        this.now = now;
    }

    @Override
    public Optional<Membership> membership(ConversationId conversation, UserId user) {
        return tables.membership(conversation, user);
    }

    @Override
    public int owners(ConversationId conversation) {
        return (int)
                tables.memberships
                        .all()
                        .filter(each -> each.conversation().equals(conversation))
                        .filter(each -> each.isIn() && each.role() == Role.OWNER)
                        .count();
    }

    @Override
    public void put(Membership membership) {
        tables.memberships.put(new Of(membership.conversation(), membership.user()), membership);
    }

    @Override
    public void putMarks(ConversationId conversation, UserId user, Marks marks) {
        var of = new Of(conversation, user);
        tables.marks.put(of, tables.marks.find(of).map(marks::max).orElse(marks));
        tables.memberships
                .find(of)
                .ifPresent(member ->
                        tables.memberships.put(of, member.with(member.preferences(), position)));
    }

    @Override
    public Optional<User> user(UserId id) {
        return tables.users.find(id);
    }

    @Override
    public Optional<User> userByUsername(String username) {
        return InMemoryUserStore.byUsername(tables, username);
    }

    @Override
    public boolean contactPointTaken(String phoneOrEmail, UserId user) {
        return InMemoryUserStore.byContactPoint(tables, phoneOrEmail)
                .anyMatch(found -> !found.id().equals(user));
    }

    @Override
    public void put(User user) {
        if (userByUsername(user.username())
                .filter(other -> !other.id().equals(user.id()))
                .isPresent()) {
            throw new IllegalStateException("the username is someone's");
        }
        tables.users.put(user.id(), user);
    }

    @Override
    public boolean usernameReserved(String username, UserId user) {
        return tables.reservations
                .find(username)
                .filter(reserved -> !reserved.user().equals(user))
                .filter(reserved -> reserved.until().isAfter(now))
                .isPresent();
    }

    @Override
    public void reserveUsername(String username, UserId user, Instant until) {
        tables.reservations.put(username, new Reservation(user, until));
    }

    @Override
    public Optional<String> passwordHash(UserId user) {
        return tables.passwords.find(user);
    }

    @Override
    public void putPasswordHash(UserId user, String hash) {
        tables.passwords.put(user, hash);
    }

    @Override
    public Optional<Device> device(DeviceId id) {
        return tables.devices.find(id);
    }

    @Override
    public List<Device> signedInDevices(UserId user) {
        return InMemoryDeviceStore.signedIn(tables, user);
    }

    @Override
    public void put(Device device) {
        tables.devices.put(device.id(), device);
    }

    @Override
    public Optional<RefreshToken> refreshToken(byte[] tokenHash) {
        return tables.tokens.find(Tables.hex(tokenHash));
    }

    @Override
    public void put(RefreshToken token) {
        tables.tokens
                .all()
                .filter(other -> other.device().equals(token.device()))
                .filter(other -> other.expiresAt().isBefore(token.issuedAt()))
                .toList()
                .forEach(expired -> tables.tokens.remove(Tables.hex(expired.hash())));
        tables.tokens.put(Tables.hex(token.hash()), token);
    }

    @Override
    public Optional<Contact> contact(UserId user, UserId peer) {
        return tables.contacts.find(new Acquaintance(user, peer));
    }

    @Override
    public void put(Contact contact) {
        tables.contacts.put(new Acquaintance(contact.user(), contact.peer()), contact);
    }

    @Override
    public ScheduledRows scheduled() {
        return new InMemoryScheduled(tables);
    }

    @Override
    public DraftRows drafts() {
        return new InMemoryDrafts(tables);
    }

    @Override
    public ReportRows reports() {
        return new InMemoryReports(tables);
    }

    @Override
    public ErasureRows erasures() {
        return new InMemoryErasures(tables);
    }

    @Override
    public void put(KeptAnswer answer, Instant forgetBefore) {
        tables.answers
                .all()
                .filter(other -> other.at().isBefore(forgetBefore))
                .toList()
                .forEach(old -> tables.answers.remove(new AnswerKey(old.user(), old.key())));
        tables.answers.put(new AnswerKey(answer.user(), answer.key()), answer);
    }
}
