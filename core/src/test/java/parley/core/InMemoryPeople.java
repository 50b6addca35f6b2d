package parley.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.core.account.Device;
import parley.core.account.KeptAnswer;
import parley.core.account.RefreshToken;
import parley.core.contact.Contact;
import parley.core.conversation.Membership;
import parley.core.draft.DraftRows;
import parley.core.erasure.Erasure;
import parley.core.erasure.ErasureRows;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.StateRows;
import parley.core.receipt.Marks;
import parley.core.report.ReportRows;
import parley.core.schedule.ScheduledRows;
import parley.core.user.User;

/// The rows of people, devices and contacts in memory, as one amendment sees them.
final class InMemoryPeople implements StateRows {
    final Map<UserId, User> users = new TreeMap<>();
    final Map<UserId, String> passwords = new HashMap<>();
    final Map<DeviceId, Device> devices = new HashMap<>();
    final Map<String, RefreshToken> tokens = new HashMap<>();
    final Map<List<UserId>, Contact> contacts = new HashMap<>();
    private final Map<String, Reservation> reserved = new HashMap<>();
    private final Instant now;

    private record Reservation(UserId user, Instant until) {}

    final Map<UserId, Erasure> erasures = new HashMap<>();

    InMemoryPeople(Instant now, @Nullable InMemoryPeople from) {
        this.now = now;
        if (from != null) {
            users.putAll(from.users);
            passwords.putAll(from.passwords);
            devices.putAll(from.devices);
            tokens.putAll(from.tokens);
            contacts.putAll(from.contacts);
            reserved.putAll(from.reserved);
            erasures.putAll(from.erasures);
        }
    }

    @Override
    public Optional<User> user(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Optional<User> userByUsername(String username) {
        return users.values().stream().filter(u -> u.username().equals(username)).findFirst();
    }

    @Override
    public boolean contactPointTaken(String phoneOrEmail, UserId user) {
        return users.values().stream()
                .filter(other -> !other.id().equals(user))
                .map(User::profile)
                .anyMatch(p -> phoneOrEmail.equals(p.phone()) || phoneOrEmail.equals(p.email()));
    }

    @Override
    public void put(User user) {
        users.put(user.id(), user);
    }

    @Override
    public boolean usernameReserved(String username, UserId user) {
        var reservation = reserved.get(username);
        return reservation != null
                && !reservation.user().equals(user)
                && now.isBefore(reservation.until());
    }

    @Override
    public void reserveUsername(String username, UserId user, Instant until) {
        reserved.put(username, new Reservation(user, until));
    }

    @Override
    public Optional<String> passwordHash(UserId user) {
        return Optional.ofNullable(passwords.get(user));
    }

    @Override
    public void putPasswordHash(UserId user, String hash) {
        passwords.put(user, hash);
    }

    @Override
    public Optional<Device> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    @Override
    public List<Device> signedInDevices(UserId user) {
        return devices.values().stream()
                .filter(device -> device.user().equals(user) && device.isSignedIn())
                .sorted(Comparator.comparing(Device::lastUsedAt).reversed())
                .toList();
    }

    @Override
    public void put(Device device) {
        devices.put(device.id(), device);
    }

    @Override
    public Optional<RefreshToken> refreshToken(byte[] tokenHash) {
        return Optional.ofNullable(tokens.get(Arrays.toString(tokenHash)));
    }

    @Override
    public void put(RefreshToken token) {
        tokens.put(Arrays.toString(token.hash()), token);
    }

    @Override
    public Optional<Contact> contact(UserId user, UserId peer) {
        return Optional.ofNullable(contacts.get(List.of(user, peer)));
    }

    @Override
    public void put(Contact contact) {
        contacts.put(List.of(contact.user(), contact.peer()), contact);
    }

    List<Contact> contactsOf(UserId user) {
        return contacts.values().stream()
                .filter(contact -> contact.user().equals(user))
                .sorted(Comparator.comparing(Contact::since))
                .toList();
    }

    Set<UserId> blocksAround(UserId user) {
        var around = new HashSet<UserId>();
        for (Contact contact : contacts.values()) {
            if (contact.blocked() && contact.user().equals(user)) {
                around.add(contact.peer());
            } else if (contact.blocked() && contact.peer().equals(user)) {
                around.add(contact.user());
            }
        }
        return around;
    }

    Map<UserId, User> find(Collection<UserId> ids) {
        var found = new HashMap<>(users);
        found.keySet().retainAll(new HashSet<>(ids));
        return found;
    }

    List<User> search(String prefix, int max) {
        var found = new ArrayList<User>();
        for (User user : users.values()) {
            if (user.isActive() && user.username().startsWith(prefix) && found.size() < max) {
                found.add(user);
            }
        }
        found.sort(Comparator.comparing(User::username));
        return found;
    }

    @Override
    public Optional<Membership> membership(ConversationId conversation, UserId user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int owners(ConversationId conversation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(Membership membership) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putMarks(ConversationId conversation, UserId user, Marks marks) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledRows scheduled() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DraftRows drafts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReportRows reports() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ErasureRows erasures() {
        return new ErasureRows() {
            @Override
            public void put(Erasure erasure) {
                erasures.put(erasure.user(), erasure);
            }

            @Override
            public void remove(UserId user) {
                erasures.remove(user);
            }
        };
    }

    @Override
    public void put(KeptAnswer answer, Instant forgetBefore) {
        throw new UnsupportedOperationException();
    }
}
