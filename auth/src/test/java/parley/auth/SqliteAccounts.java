package parley.auth;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import parley.core.account.AccountKeeper;
import parley.core.account.AccountPolicy;
import parley.core.account.AccountPolicy.Registration;
import parley.core.account.Authenticator;
import parley.core.account.Devices;
import parley.core.account.DoorKeys;
import parley.core.account.Draws;
import parley.core.account.GuessLimiter;
import parley.core.account.Invitations;
import parley.core.account.PasswordChanger;
import parley.core.account.PasswordCheck;
import parley.core.account.RefreshTokens;
import parley.core.account.Registrar;
import parley.core.account.RevocationListener;
import parley.core.account.Revocations;
import parley.core.account.SignIn;
import parley.core.account.TokenRefresher;
import parley.core.contact.BlockCache;
import parley.core.contact.Blocks;
import parley.core.contact.Contacts;
import parley.core.conversation.HeadCache;
import parley.core.id.DeviceId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.log.LaneWriter;
import parley.core.message.Fingerprints;
import parley.core.receipt.MarkBook;
import parley.core.user.ProfileEditor;
import parley.core.user.UserCache;
import parley.store.Database;

/// Accounts as a server has them: on SQLite, through the one writer, with real hashes and
/// signatures.
final class SqliteAccounts implements AutoCloseable {
    final Database database;
    final Queue<DeviceId> closed = new ConcurrentLinkedQueue<>();
    final UserCache users;
    final BlockCache blockCache;
    final Authenticator authenticator;
    final Registrar registrar;
    final SignIn signIn;
    final TokenRefresher refresher;
    final Devices devices;
    final PasswordChanger changer;
    final AccountKeeper keeper;
    final ProfileEditor profiles;
    final Contacts contacts;
    final Blocks blocks;
    private final Argon2idHasher hasher;
    private final LaneWriter writer;
    private final Thread lane;

    SqliteAccounts(Path folder) {
        var clock = Clock.systemUTC();
        var random = new SecureRandom();
        database = Database.open("sqlite:" + folder.resolve("parley.db"), clock);
        users = new UserCache(database.users());
        blockCache = new BlockCache(database.contacts());
        writer = writer(database, blockCache);
        lane = Thread.ofPlatform().start(writer::run);
        hasher = new Argon2idHasher(random, 2, 100);
        var ids = new PublicIds(new byte[PublicIds.KEY_BYTES]);
        var key = SigningKey.of(database.secrets(), random);
        var access = new JwtTokens(key, "parley", ids, clock, random);
        var draws = new Draws(random);
        var keys = new DoorKeys(draws, new RefreshTokens(database.secrets(), random), access);
        authenticator = new Authenticator(access, database.devices(), database.users());
        var revocations = new Revocations(authenticator, new Closings());
        var passwords = new PasswordCheck(hasher, new GuessLimiter(clock));
        contacts = new Contacts(writer, database.contacts());
        blocks = new Blocks(writer, database.contacts(), blockCache);
        registrar =
                new Registrar(
                        new AccountPolicy(Registration.OPEN, true),
                        new Invitations(database.secrets(), clock, random),
                        hasher,
                        writer,
                        draws);
        signIn = new SignIn(database.users(), writer, passwords, keys, revocations);
        refresher = new TokenRefresher(writer, keys, revocations);
        devices = new Devices(database.devices(), writer, revocations, users);
        changer = new PasswordChanger(database.users(), writer, passwords, revocations);
        profiles = new ProfileEditor(writer, users);
        keeper =
                new AccountKeeper(
                        writer,
                        hasher,
                        draws,
                        contacts,
                        new AccountKeeper.Aftermath(users, revocations));
    }

    private static LaneWriter writer(Database database, BlockCache blocks) {
        return new LaneWriter(
                database.log(),
                new LaneWriter.Parts(
                        new HeadCache(database.conversations(), 1000),
                        new MarkBook(),
                        new Fingerprints(new byte[32]),
                        blocks::blocked,
                        batch -> {},
                        (int entries, Duration took) -> {}));
    }

    /// Remembers whose connections a server would close.
    private final class Closings implements RevocationListener {
        @Override
        public void signedOut(UserId user, DeviceId device) {
            closed.add(device);
        }

        @Override
        public void disabled(UserId user) {}
    }

    @Override
    public void close() throws InterruptedException {
        writer.close();
        lane.join();
        hasher.close();
        database.close();
    }
}
