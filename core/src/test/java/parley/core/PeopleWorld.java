package parley.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.core.account.Device;
import parley.core.account.DeviceStore;
import parley.core.contact.Contact;
import parley.core.contact.ContactStore;
import parley.core.conversation.GroupRows;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.Change;
import parley.core.log.ChangeBody;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.log.MessageLog;
import parley.core.log.Origin;
import parley.core.log.Position;
import parley.core.log.StateRows;
import parley.core.log.StoredMessages;
import parley.core.message.MessageDraft;
import parley.core.message.SendOutcome;
import parley.core.user.User;
import parley.core.user.User.Profile;
import parley.core.user.User.Standing;
import parley.core.user.User.Status;
import parley.core.user.UserStore;

/// People, their devices and contacts in memory, with a log that amends them: what a rule throws
/// undoes what it wrote, and each rule runs twice, the first time in vain, as when a batch has to
/// be repeated. Not thread-safe.
public final class PeopleWorld implements MessageLog {
    public final TestClock clock = new TestClock();
    public final SecretStore secrets = new Secrets();

    /// What was told on the account conversations, oldest first.
    public final List<Change> changes = new ArrayList<>();

    /// The conversations whose drafts must be decided again.
    public final List<ConversationId> outdated = new ArrayList<>();

    private final Map<Pair, Head> directs = new HashMap<>();
    private InMemoryPeople rows = new InMemoryPeople(clock.instant(), null);
    private long conversations;

    @Override
    public <T> T amend(@Nullable Origin origin, Amendment<T> rule) {
        try {
            rule.apply(new Scope(new InMemoryPeople(clock.instant(), rows)));
        } catch (Refusal expected) {
            // it is thrown again below
        }
        var scope = new Scope(new InMemoryPeople(clock.instant(), rows));
        T outcome = rule.apply(scope);
        rows = scope.people;
        changes.addAll(scope.appended);
        outdated.addAll(scope.outdatedHere);
        return outcome;
    }

    /// What one user was told on their account conversation, oldest first.
    public List<ChangeBody> told(User user) {
        return changes.stream()
                .filter(change -> change.conversation().equals(user.account()))
                .map(Change::body)
                .toList();
    }

    /// Makes someone without password and devices.
    public User person(long bits, String username) {
        return this.<User>amend(scope -> {
            var id = new UserId(bits);
            var status = new Status(Standing.ACTIVE, false, false, scope.now(), null, null);
            var account = scope.createAccount(id).id();
            var user = new User(id, username, username, status, Profile.INITIAL, account);
            scope.rows().put(user);
            return user;
        });
    }

    public User user(UserId id) {
        return rows.user(id).orElseThrow();
    }

    public Set<String> refreshTokenHashes() {
        return rows.tokens.keySet();
    }

    /// Gives two people a conversation.
    public ConversationId connect(UserId one, UserId other) {
        var pair = Pair.of(one, other);
        var id = new ConversationId(++conversations);
        directs.put(pair, Head.ofDirect(id, pair, clock.instant(), new Position(1, 1)));
        return id;
    }

    @Override
    public CompletableFuture<SendOutcome> append(MessageDraft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> flushMarks() {
        throw new UnsupportedOperationException();
    }

    public UserStore users() {
        return new Users();
    }

    public DeviceStore devices() {
        return new Devices();
    }

    public ContactStore contacts() {
        return new Contacts();
    }

    private final class Scope implements AmendmentScope {
        private final InMemoryPeople people;
        private final List<Change> appended = new ArrayList<>();
        private final List<ConversationId> outdatedHere = new ArrayList<>();

        Scope(InMemoryPeople people) {
            this.people = people;
        }

        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public Position position() {
            return new Position(1, 1);
        }

        @Override
        public Optional<Head> head(ConversationId conversation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Head> direct(Pair pair) {
            return Optional.ofNullable(directs.get(pair));
        }

        @Override
        public Head create(Kind kind, Head.Settings settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Head createDirect(Pair pair) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Head createAccount(UserId user) {
            var id = new ConversationId(++conversations);
            return Head.of(id, Kind.ACCOUNT, Head.Settings.NONE, now(), position());
        }

        @Override
        public Change append(ConversationId conversation, UserId from, ChangeBody body) {
            long rev = changes.size() + appended.size() + 1L;
            var change = new Change(conversation, rev, position(), from, now(), body);
            appended.add(change);
            return change;
        }

        @Override
        public void put(ConversationId conversation, Head.Settings settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void outdate(ConversationId conversation) {
            outdatedHere.add(conversation);
        }

        @Override
        public void markOdd(ConversationId conversation, long seq) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StoredMessages messages() {
            throw new UnsupportedOperationException();
        }

        @Override
        public StateRows rows() {
            return people;
        }

        @Override
        public GroupRows groups() {
            throw new UnsupportedOperationException("these people have no groups");
        }
    }

    private final class Users implements UserStore {
        @Override
        public Optional<User> find(UserId id) {
            return rows.user(id);
        }

        @Override
        public Map<UserId, User> find(Collection<UserId> ids) {
            return rows.find(ids);
        }

        @Override
        public Optional<User> findByUsername(String username) {
            return rows.userByUsername(username);
        }

        @Override
        public Optional<User> findByLogin(String login) {
            return rows.users.values().stream()
                    .filter(user ->
                            login.equals(user.username())
                                    || login.equals(user.profile().email())
                                    || login.equals(user.profile().phone()))
                    .findFirst();
        }

        @Override
        public List<User> search(String prefix, int max) {
            return rows.search(prefix, max);
        }

        @Override
        public Optional<String> passwordHash(UserId user) {
            return rows.passwordHash(user);
        }

        @Override
        public long count() {
            return rows.users.values().stream().filter(User::isActive).count();
        }
    }

    private final class Devices implements DeviceStore {
        @Override
        public Optional<Device> find(DeviceId id) {
            return rows.device(id);
        }

        @Override
        public List<Device> devicesOf(UserId user) {
            return rows.signedInDevices(user);
        }
    }

    private final class Contacts implements ContactStore {
        @Override
        public Optional<Contact> find(UserId user, UserId peer) {
            return rows.contact(user, peer);
        }

        @Override
        public List<Contact> contactsOf(UserId user, int max) {
            return rows.contactsOf(user).stream()
                    .filter(contact -> contact.state() != ContactState.REMOVED)
                    .limit(max)
                    .toList();
        }

        @Override
        public List<Contact> blocksOf(UserId user, int max) {
            return rows.contactsOf(user).stream().filter(Contact::blocked).limit(max).toList();
        }

        @Override
        public Set<UserId> blocksAround(UserId user) {
            return rows.blocksAround(user);
        }
    }

    private static final class Secrets implements SecretStore {
        private final Map<String, byte[]> kept = new HashMap<>();

        @Override
        public byte[] secret(String name, Supplier<byte[]> make) {
            return kept.computeIfAbsent(name, ignored -> make.get());
        }
    }
}
