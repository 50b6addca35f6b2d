package parley.core.memory;

import static java.util.Comparator.comparing;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.ConversationStore;
import parley.core.conversation.ConversationStore.MemberMarks;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Listed;
import parley.core.conversation.Membership;
import parley.core.conversation.Pair;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Positions;
import parley.core.memory.Tables.Of;
import parley.core.receipt.Marks;

/// Reads conversations in memory.
final class InMemoryConversationStore implements ConversationStore {
    private static final Comparator<Listed> LATEST_FIRST =
            comparing((Listed each) -> each.head().progress().lastMessageAt())
                    .thenComparing(each -> each.head().id())
                    .reversed();

    private final Tables tables;
    private final InMemoryLogStore log;

    InMemoryConversationStore(Tables tables, InMemoryLogStore log) {
        this.tables = tables;
        this.log = log;
    }

    @Override
    public Optional<Head> head(ConversationId conversation) {
        return tables.locked(() -> tables.heads.find(conversation));
    }

    @Override
    public Optional<ConversationId> direct(Pair pair) {
        return tables.locked(() -> tables.directs.find(pair));
    }

    @Override
    public Map<ConversationId, Pair> pairs(Collection<ConversationId> conversations) {
        var pairs = new HashMap<ConversationId, Pair>();
        tables.locked(() -> {
            for (var id : conversations) {
                tables.heads.find(id).flatMap(Head::pair).ifPresent(pair -> pairs.put(id, pair));
            }
            return pairs;
        });
        return pairs;
    }

    @Override
    public Optional<Listed> listed(ConversationId conversation, UserId user) {
        return tables.locked(() -> tables.membership(conversation, user).map(this::listed));
    }

    private Listed listed(Membership membership) {
        var head = tables.heads.find(membership.conversation()).orElseThrow();
        var of = new Of(membership.conversation(), membership.user());
        var direct = head.direct();
        var marks =
                direct == null
                        ? tables.marks.find(of).orElse(Marks.NONE)
                        : direct.marksOf(membership.user());
        return new Listed(head, membership, marks);
    }

    private List<Listed> list(UserId user) {
        return tables.locked(() ->
                tables.memberships
                        .all()
                        .filter(each -> each.user().equals(user))
                        .map(this::listed)
                        .sorted(LATEST_FIRST)
                        .toList());
    }

    @Override
    public List<Listed> changedSince(UserId user, Positions covered) {
        return list(user).stream()
                .filter(each ->
                        !covered.covers(each.membership().touched())
                                || each.membership().isIn()
                                        && !covered.covers(each.head().touched()))
                .toList();
    }

    private Stream<Listed> present(UserId user) {
        return list(user).stream()
                .filter(each -> each.membership().isIn())
                .filter(each ->
                        !each.membership().preferences().hidden()
                                || each.head().lastSeq() >= each.membership().visibleFrom());
    }

    @Override
    public List<Listed> page(UserId user, @Nullable PageEnd after, int max) {
        return present(user)
                .filter(each -> after == null || isBehind(each, after))
                .limit(max)
                .toList();
    }

    private static boolean isBehind(Listed each, PageEnd end) {
        long at = each.head().progress().lastMessageAt().toEpochMilli();
        return at < end.lastMessageAtMs()
                || at == end.lastMessageAtMs()
                        && each.head().id().compareTo(end.conversation()) < 0;
    }

    @Override
    public List<Listed> pinned(UserId user) {
        return present(user).filter(each -> each.membership().preferences().pinned()).toList();
    }

    @Override
    public Beginning beginning(UserId user, int max) {
        return new Beginning(positions(), page(user, null, max), pinned(user));
    }

    @Override
    public Set<UserId> membersAt(ConversationId conversation, long rev) {
        var pair = head(conversation).flatMap(Head::pair);
        return pair.isPresent()
                ? Set.copyOf(List.of(pair.get().a(), pair.get().b()))
                : memberships(conversation).stream()
                        .filter(member -> member.wasInAt(rev))
                        .map(Membership::user)
                        .collect(Collectors.toSet());
    }

    private List<Membership> memberships(ConversationId conversation) {
        return tables.locked(() ->
                tables.memberships
                        .all()
                        .filter(each -> each.conversation().equals(conversation))
                        .toList());
    }

    @Override
    public List<Membership> members(ConversationId conversation, @Nullable UserId after, int max) {
        return memberships(conversation).stream()
                .filter(Membership::isIn)
                .filter(member -> after == null || member.user().compareTo(after) > 0)
                .limit(max)
                .toList();
    }

    @Override
    public List<Membership> staff(ConversationId conversation, @Nullable UserId after, int max) {
        return members(conversation, after, Integer.MAX_VALUE).stream()
                .filter(member -> member.role().atLeast(Role.ADMIN))
                .limit(max)
                .toList();
    }

    @Override
    public List<MemberMarks> marks(ConversationId conversation, @Nullable UserId after, int max) {
        return tables.locked(() ->
                memberships(conversation).stream()
                        .filter(Membership::isIn)
                        .filter(member -> after == null || member.user().compareTo(after) > 0)
                        .sorted(Comparator.comparing(Membership::user))
                        .limit(max)
                        .map(member ->
                                new MemberMarks(
                                        member.user(),
                                        tables.marks
                                                .find(new Of(conversation, member.user()))
                                                .orElse(Marks.NONE)))
                        .toList());
    }

    @Override
    public List<UserId> directPeers(UserId user, int max) {
        return list(user).stream()
                .flatMap(each -> each.head().pair().stream())
                .filter(pair -> !pair.isWithSelf())
                .map(pair -> pair.peerOf(user))
                .limit(max)
                .toList();
    }

    @Override
    public List<ConversationId> channelsOf(UserId user) {
        return groupsOf(user).stream()
                .filter(id -> head(id).filter(head -> head.kind() == Kind.CHANNEL).isPresent())
                .toList();
    }

    @Override
    public List<ConversationId> groupsOf(UserId user) {
        return list(user).stream()
                .filter(each -> each.head().kind() != Kind.DIRECT && each.membership().isIn())
                .map(each -> each.head().id())
                .sorted()
                .toList();
    }

    @Override
    public Map<ConversationId, Long> groupsSeenBy(UserId user) {
        return list(user).stream()
                .filter(each -> each.head().kind() != Kind.DIRECT && each.membership().isIn())
                .collect(
                        Collectors.toMap(
                                each -> each.head().id(), each -> each.membership().visibleFrom()));
    }

    @Override
    public Positions positions() {
        return log.positions();
    }
}
