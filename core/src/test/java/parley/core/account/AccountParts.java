package parley.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.core.PeopleWorld;
import parley.core.account.AccountPolicy.Registration;
import parley.core.contact.Contacts;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.user.User;
import parley.core.user.UserCache;

/// The use cases of accounts on people in memory, with a hasher and access tokens that cost
/// nothing.
final class AccountParts {
    static final String PASSWORD = "correct horse";

    final PeopleWorld world = new PeopleWorld();
    final SecureRandom random = new SecureRandom();
    final List<String> closed = new ArrayList<>();
    final PlainHasher hasher = new PlainHasher();
    final PlainTokens access = new PlainTokens();
    final Draws draws = new Draws(random);
    final Invitations invitations = new Invitations(world.secrets, world.clock, random);
    final DoorKeys keys = new DoorKeys(draws, new RefreshTokens(world.secrets, random), access);
    final Authenticator authenticator = new Authenticator(access, world.devices(), world.users());
    final Revocations revocations = new Revocations(authenticator, new Closings());
    final UserCache users = new UserCache(world.users());
    final PasswordCheck passwords = new PasswordCheck(hasher, new GuessLimiter(world.clock));
    final SignIn signIn = new SignIn(world.users(), world, passwords, keys, revocations);
    final TokenRefresher refresher = new TokenRefresher(world, keys, revocations);
    final Devices devices = new Devices(world.devices(), world, revocations, users);
    final PasswordChanger changer =
            new PasswordChanger(world.users(), world, passwords, revocations);
    final Contacts contacts = new Contacts(world, world.contacts());
    final AccountKeeper keeper =
            new AccountKeeper(
                    world,
                    hasher,
                    draws,
                    contacts,
                    new AccountKeeper.Aftermath(users, revocations));

    Registrar registrar(Registration registration) {
        return new Registrar(
                new AccountPolicy(registration, true), invitations, hasher, world, draws);
    }

    GuestMaker guests(boolean allowed) {
        return new GuestMaker(
                new AccountPolicy(Registration.OPEN, allowed), world, keys, world.clock);
    }

    User registered(String username) {
        return registrar(Registration.OPEN).register(NewAccount.of(username, PASSWORD));
    }

    SignedIn login(String login) {
        return login(login, PASSWORD);
    }

    SignedIn login(String login, String password) {
        return signIn.login(new Credentials(login, password, "phone"), "192.0.2.1");
    }

    /// Says which connections were closed.
    private final class Closings implements RevocationListener {
        @Override
        public void signedOut(UserId user, DeviceId device) {
            closed.add("device " + device.bits());
        }

        @Override
        public void disabled(UserId user) {
            closed.add("user " + user.bits());
        }
    }

    static final class PlainHasher implements PasswordHasher {
        int checks;
        Runnable meanwhile = () -> {};

        @Override
        public String hash(String password) {
            return "hash of " + password;
        }

        @Override
        public boolean matches(String password, String hash) {
            checks++;
            boolean matches = hash.equals(hash(password));
            meanwhile.run();
            return matches;
        }

        @Override
        public boolean matchesNothing(String password) {
            checks++;
            return false;
        }
    }

    final class PlainTokens implements AccessTokens {
        private final Map<String, Claims> issued = new HashMap<>();

        @Override
        public String issue(UserId user, DeviceId device) {
            String id = "access " + issued.size();
            Instant expiresAt = world.clock.instant().plus(lifetime());
            issued.put(id, new Claims(user, device, id, expiresAt));
            return id;
        }

        @Override
        public Optional<Claims> read(String token) {
            return Optional.ofNullable(issued.get(token))
                    .filter(claims -> world.clock.instant().isBefore(claims.expiresAt()));
        }

        @Override
        public Duration lifetime() {
            return Duration.ofMinutes(15);
        }
    }
}
