package parley.gateway.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Listed;
import parley.core.conversation.Membership;
import parley.core.conversation.Permissions;
import parley.core.conversation.Role;
import parley.core.draft.Draft;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.receipt.Marks;
import parley.core.user.UserCache;
import parley.protocol.ConversationView;
import parley.protocol.ConversationView.Log;
import parley.protocol.ConversationView.Mentions;
import parley.protocol.ConversationView.Mine;
import parley.protocol.ConversationView.Receipt;
import parley.protocol.ConversationView.Shown;
import parley.protocol.ConversationView.Ways;
import parley.protocol.Limits;
import parley.protocol.Person;

/// Says conversations in the words of the protocol, as one of their members sees them. Thread-safe;
/// may read the database.
public final class ConversationViews {
    private final PublicIds ids;
    private final UserCache users;
    private final EventFrames frames;
    private final ConversationReader reader;
    private final ReceiptPrivacy privacy;
    private final Predicate<Membership> requests;
    private final WrittenBy drafts;

    /// What a member has written in a conversation and not sent.
    @FunctionalInterface
    public interface WrittenBy {
        Optional<Draft> find(ConversationId conversation, UserId user);
    }

    /// @param requests whether a conversation is a stranger's request to the member
    /// @param drafts asked for each conversation that is said, so from memory for most
    public ConversationViews(
            PublicIds ids,
            UserCache users,
            EventFrames frames,
            ConversationReader reader,
            ReceiptPrivacy privacy,
            Predicate<Membership> requests,
            WrittenBy drafts) {
        this.ids = ids;
        this.users = users;
        this.frames = frames;
        this.reader = reader;
        this.privacy = privacy;
        this.requests = requests;
        this.drafts = drafts;
    }

    public ConversationView view(Listed listed) {
        var membership = listed.membership();
        boolean left = !membership.isIn();
        var head = left ? asLeft(listed.head(), membership) : listed.head();
        var mine =
                new Mine(
                        EventFrames.word(membership.role()),
                        left,
                        listed.marks().received(),
                        listed.marks().read(),
                        membership.visibleFrom(),
                        left ? 0 : reader.unread(listed),
                        left ? Mentions.NONE : mentions(listed),
                        membership.preferences().muted(),
                        membership.preferences().pinned(),
                        membership.preferences().archived(),
                        !left && requests.test(membership),
                        left ? null : draft(listed));
        return view(head, membership.user(), mine, left ? List.of() : receipts(listed));
    }

    private ConversationView.@Nullable Draft draft(Listed listed) {
        return drafts.find(listed.head().id(), listed.membership().user())
                .map(frames::draft)
                .orElse(null);
    }

    private Mentions mentions(Listed listed) {
        var mentions = reader.mentions(listed);
        return mentions.count() == 0
                ? Mentions.NONE
                : new Mentions(mentions.count(), mentions.first());
    }

    // Who left is told that they did, and nothing that came after.
    private static Head asLeft(Head head, Membership membership) {
        var at = head.progress().lastMessageAt();
        return head.with(Head.Settings.NONE)
                .with(new Head.Progress(0, membership.span().leftRev(), at, at, 0))
                .withMembers(0, 0);
    }

    /// As it was just before someone was made a member: what they go on from. The coming of a
    /// channel's reader is no change, so they go on from how it is.
    public ConversationView justBefore(Head after, UserId member, Role role) {
        var progress = after.progress();
        boolean quiet = after.kind() == Kind.CHANNEL && role == Role.READER;
        var before =
                after.with(
                                new Head.Progress(
                                        progress.lastSeq(),
                                        progress.lastRev() - (quiet ? 0 : 1),
                                        progress.lastAt(),
                                        progress.lastMessageAt(),
                                        progress.lastOdd()))
                        .withMembers(after.memberRev(), after.members() - (quiet ? 0 : 1));
        long visibleFrom = after.settings().historyJoined() ? after.lastSeq() + 1 : 1;
        var listed =
                new Listed(
                        before,
                        Membership.joined(
                                after.id(),
                                member,
                                role,
                                progress.lastRev(),
                                visibleFrom,
                                after.touched()),
                        Marks.NONE);
        return view(listed);
    }

    private ConversationView view(Head head, UserId viewer, Mine mine, List<Receipt> receipts) {
        var settings = head.settings();
        boolean direct = head.kind() == Kind.DIRECT;
        return new ConversationView(
                ids.text(head.id()),
                EventFrames.word(head.kind()),
                new Shown(
                        direct ? null : settings.title(),
                        direct || settings.description().isEmpty() ? null : settings.description(),
                        settings.historyJoined() ? "joined" : "all",
                        settings.rules().expiresInS(),
                        direct ? null : ways(head)),
                head.pair().map(pair -> person(pair.peerOf(viewer))).orElse(null),
                new Log(head.lastSeq(), head.lastRev(), head.progress().lastMessageAt()),
                mine,
                head.members(),
                receipts);
    }

    private static Ways ways(Head head) {
        var permissions = new LinkedHashMap<String, String>();
        Permissions.of(head)
                .settable()
                .forEach((word, role) -> permissions.put(word, EventFrames.word(role)));
        var rules = head.settings().rules();
        return new Ways(EventFrames.word(rules.join()), permissions, rules.slowS());
    }

    private Person person(UserId id) {
        return users.find(id)
                .map(frames::person)
                .orElseGet(() -> new Person(ids.text(id), "", "", false, null));
    }

    private List<Receipt> receipts(Listed listed) {
        if (listed.head().kind() == Kind.CHANNEL
                || listed.head().members() > Limits.RECEIPT_MEMBERS) {
            return List.of();
        }
        var viewer = listed.membership().user();
        Map<UserId, Marks> marks = reader.marksOfOthers(listed);
        var receipts = new ArrayList<Receipt>();
        marks.forEach((user, mark) -> {
            var shown = privacy.shown(listed.head(), user, mark, viewer);
            if (shown.received() > 0) {
                receipts.add(new Receipt(ids.text(user), shown.received(), shown.read()));
            }
        });
        return receipts;
    }

    /// What someone is told who no longer belongs; empty if they do again.
    Optional<ConversationView> left(ConversationId conversation, UserId user) {
        return reader.find(conversation, user)
                .filter(listed -> !listed.membership().isIn())
                .map(this::view);
    }

    /// The first seq that someone may see of a conversation; beyond all if they don't belong.
    long visibleFrom(ConversationId conversation, UserId user) {
        return reader.find(conversation, user)
                .map(Listed::membership)
                .filter(Membership::isIn)
                .map(Membership::visibleFrom)
                .orElse(Long.MAX_VALUE);
    }

    /// Whose receipts a view has.
    public List<UserId> whoseReceipts(ConversationView view) {
        return view.receipts().stream().flatMap(one -> ids.user(one.user()).stream()).toList();
    }

    /// The people whom this view names by their ids alone.
    public List<Person> peopleIn(Listed listed) {
        return listed.head()
                .pair()
                .map(pair -> frames.people(List.of(pair.a(), pair.b())))
                .orElse(List.of());
    }
}
