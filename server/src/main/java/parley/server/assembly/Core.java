package parley.server.assembly;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.auth.Argon2idHasher;
import parley.auth.Jwks;
import parley.auth.JwtTokens;
import parley.auth.SigningKey;
import parley.core.account.AccountKeeper;
import parley.core.account.AccountKeeper.Aftermath;
import parley.core.account.AccountPolicy;
import parley.core.account.AccountPolicy.Registration;
import parley.core.account.Authenticator;
import parley.core.account.Devices;
import parley.core.account.DoorKeys;
import parley.core.account.Draws;
import parley.core.account.GuessLimiter;
import parley.core.account.GuestMaker;
import parley.core.account.Invitations;
import parley.core.account.MemoryTickets;
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
import parley.core.conversation.Authority;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.HeadCache;
import parley.core.conversation.MembershipCache;
import parley.core.conversation.Requests;
import parley.core.draft.DraftBook;
import parley.core.draft.Drafts;
import parley.core.id.PublicIds;
import parley.core.log.BatchListener;
import parley.core.log.LaneWriter;
import parley.core.log.LaneWriter.CommitMeter;
import parley.core.message.Fingerprints;
import parley.core.message.MessageEditor;
import parley.core.receipt.MarkBook;
import parley.core.user.UserCache;
import parley.gateway.rest.Accounts;
import parley.server.config.Setting;
import parley.server.config.Settings;
import parley.store.Database;

/// The messenger on its database: the log's writer, the caches beside it, and the use cases of
/// accounts.
final class Core implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Core.class);

    /// Of direct conversations, 140 bytes each; a sixteenth of the heap at most.
    private static final int HEADS =
            (int) Math.min(200_000, Runtime.getRuntime().maxMemory() / 16 / 140);

    private static final int MEMBERSHIPS = 60_000;
    private static final int HASHES_WAITING = 256;
    private static final int ID_KEY_BYTES = PublicIds.KEY_BYTES;
    private static final int SECRET_BYTES = 32;

    final Database database;
    final SecureRandom random = new SecureRandom();
    final Clock clock = Clock.systemUTC();
    final PublicIds ids;
    final byte[] epoch;
    final UserCache users;
    final BlockCache blocks;
    final HeadCache heads;
    final MembershipCache members;
    final MarkBook marks = new MarkBook();
    final ConversationReader reader;
    final Requests requests;
    final Fingerprints prints;
    final LaneWriter log;
    final Drafts drafts;

    Core(Database database, InstanceMemory memory, BatchListener listener, CommitMeter meter) {
        this.database = database;
        ids = new PublicIds(secret("ids", ID_KEY_BYTES));
        epoch = epoch(memory);
        users = new UserCache(database.users());
        blocks = new BlockCache(database.contacts());
        heads = new HeadCache(database.conversations(), HEADS);
        members = new MembershipCache(database.conversations(), heads, MEMBERSHIPS);
        reader = new ConversationReader(database.conversations(), database.messages(), marks);
        var draftBook = DraftBook.of(database.drafts());
        prints = new Fingerprints(secret("fingerprints", SECRET_BYTES));
        var recording =
                new CommitRecording(
                        database.log(),
                        batch -> {
                            members.forgetReaders(batch);
                            listener.committed(batch);
                        });
        log =
                new LaneWriter(
                        recording,
                        new LaneWriter.Parts(
                                heads,
                                marks,
                                prints,
                                blocks::blocked,
                                recording,
                                meter,
                                Drafts.clearing(draftBook)));
        drafts = new Drafts(log, database.drafts(), draftBook);
        requests =
                new Requests(
                        log,
                        database.conversations(),
                        database.messages(),
                        database.contacts(),
                        users::find);
    }

    // Of a database that was restored from a backup no old cursor may be used.
    private byte[] epoch(InstanceMemory memory) {
        var known = secret("epoch", Long.BYTES);
        if (!memory.remembersMoreThan(database.conversations().positions())) {
            return known;
        }
        LOG.warn("the database is behind what it was: it begins a new epoch");
        var made = new byte[Long.BYTES];
        random.nextBytes(made);
        database.replaceSecret("epoch", made);
        return made;
    }

    private byte[] secret(String name, int bytes) {
        return database.secrets()
                .secret(
                        name,
                        () -> {
                            var made = new byte[bytes];
                            random.nextBytes(made);
                            return made;
                        });
    }

    /// Accounts, and who may come in.
    Entrance entrance(Settings settings, RevocationListener doors) {
        return new Entrance(this, settings, doors);
    }

    /// The use cases of accounts.
    static final class Entrance implements AutoCloseable {
        final Authenticator authenticator;
        final Accounts accounts;
        final Contacts contacts;
        final Blocks blocks;
        final Invitations invitations;
        final AccountPolicy policy;
        final String jwks;
        private final Argon2idHasher hasher;

        private Entrance(Core core, Settings settings, RevocationListener doors) {
            var database = core.database;
            var signingKey = SigningKey.of(database.secrets(), core.random);
            var issuer = settings.text(Setting.PUBLIC_URL);
            var tokens =
                    new JwtTokens(
                            signingKey,
                            issuer.isEmpty() ? "parley" : issuer,
                            core.ids,
                            core.clock,
                            core.random);
            jwks = Jwks.of(signingKey).json();
            authenticator = new Authenticator(tokens, database.devices(), database.users());
            hasher =
                    new Argon2idHasher(
                            core.random,
                            Runtime.getRuntime().availableProcessors(),
                            HASHES_WAITING);
            var draws = new Draws(core.random);
            var keys =
                    new DoorKeys(draws, new RefreshTokens(database.secrets(), core.random), tokens);
            var revocations = new Revocations(authenticator, doors);
            var passwords = new PasswordCheck(hasher, new GuessLimiter(core.clock));
            policy =
                    new AccountPolicy(
                            Registration.valueOf(
                                    settings.text(Setting.REGISTRATION).toUpperCase(Locale.ROOT)),
                            settings.isOn(Setting.GUESTS),
                            settings.isOn(Setting.LINKS_ADMIT));
            invitations = new Invitations(database.secrets(), core.clock, core.random);
            contacts = new Contacts(core.log, database.contacts(), core.requests::forget);
            blocks = new Blocks(core.log, database.contacts(), core.blocks);
            accounts =
                    new Accounts(
                            new Registrar(policy, invitations, hasher, core.log, draws),
                            new SignIn(database.users(), core.log, passwords, keys, revocations),
                            new GuestMaker(policy, core.log, keys, core.clock),
                            new TokenRefresher(core.log, keys, revocations),
                            new PasswordChanger(database.users(), core.log, passwords, revocations),
                            new Devices(database.devices(), core.log, revocations, core.users),
                            new MemoryTickets(core.clock, core.random),
                            new AccountKeeper(
                                    core.log,
                                    hasher,
                                    draws,
                                    contacts,
                                    new Aftermath(core.users, revocations)));
        }

        @Override
        public void close() {
            hasher.close();
        }
    }

    /// Edits messages, for as long as is set.
    MessageEditor editor(Settings settings, Authority authority) {
        int window = settings.number(Setting.EDIT_WINDOW);
        var policy =
                new MessageEditor.Policy(
                        window == 0 ? null : Duration.ofSeconds(window),
                        settings.isOn(Setting.EDIT_HISTORY));
        return new MessageEditor(log, authority, prints, policy);
    }

    @Override
    public void close() {
        database.close();
    }
}
