package parley.core.memory;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.core.conversation.Ban;
import parley.core.conversation.GroupRows;
import parley.core.conversation.Invitation;
import parley.core.conversation.JoinRequest;
import parley.core.conversation.Membership;
import parley.core.conversation.Membership.State;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.memory.Tables.Of;

/// What groups keep beside their members, in memory.
final class InMemoryGroupRows implements GroupRows {
    private final Tables tables;
    private final Position position;

    InMemoryGroupRows(Tables tables, Position position) {
        this.tables = tables;
        this.position = position;
    }

    @Override
    public Optional<Ban> ban(ConversationId conversation, UserId user) {
        return tables.bans.find(new Of(conversation, user));
    }

    @Override
    public int bans(ConversationId conversation) {
        return (int)
                tables.bans.all().filter(ban -> ban.conversation().equals(conversation)).count();
    }

    @Override
    public void put(Ban ban) {
        tables.bans.put(new Of(ban.conversation(), ban.user()), ban);
    }

    @Override
    public void removeBan(ConversationId conversation, UserId user) {
        tables.bans.remove(new Of(conversation, user));
    }

    @Override
    public Optional<JoinRequest> request(ConversationId conversation, UserId user) {
        return tables.requests.find(new Of(conversation, user));
    }

    @Override
    public int requests(ConversationId conversation) {
        return (int)
                tables.requests
                        .all()
                        .filter(request -> request.conversation().equals(conversation))
                        .count();
    }

    @Override
    public void put(JoinRequest request) {
        tables.requests.put(new Of(request.conversation(), request.user()), request);
    }

    @Override
    public void removeRequest(ConversationId conversation, UserId user) {
        tables.requests.remove(new Of(conversation, user));
    }

    @Override
    public Optional<Invitation> invitation(String code) {
        return tables.invitations.find(code);
    }

    private Stream<Invitation> of(ConversationId conversation) {
        return tables.invitations.all().filter(one -> one.conversation().equals(conversation));
    }

    @Override
    public int invitations(ConversationId conversation) {
        return (int) of(conversation).count();
    }

    @Override
    public void put(Invitation invitation) {
        tables.invitations.put(invitation.code(), invitation);
    }

    @Override
    public void removeInvitation(String code) {
        tables.invitations.remove(code);
    }

    @Override
    public void removeSpentInvitations(ConversationId conversation, Instant now) {
        of(conversation)
                .filter(one -> !one.isGoodAt(now))
                .toList()
                .forEach(one -> tables.invitations.remove(one.code()));
    }

    @Override
    public void removeAll(ConversationId conversation) {
        tables.bans.removeIf(of -> of.conversation().equals(conversation));
        tables.requests.removeIf(of -> of.conversation().equals(conversation));
        tables.paces.removeIf(of -> of.conversation().equals(conversation));
        of(conversation).toList().forEach(one -> tables.invitations.remove(one.code()));
    }

    private Stream<Membership> members(ConversationId conversation) {
        return tables.memberships
                .all()
                .filter(each -> each.isIn() && each.conversation().equals(conversation));
    }

    @Override
    public void endAll(ConversationId conversation, State how, long rev) {
        members(conversation)
                .toList()
                .forEach(member ->
                        tables.memberships.put(
                                new Of(conversation, member.user()),
                                member.ended(how, rev, position)));
    }

    @Override
    public List<Membership> staff(ConversationId conversation, int max) {
        return members(conversation)
                .filter(member -> member.role().atLeast(Role.ADMIN))
                .sorted(comparing(Membership::role).thenComparing(Membership::user))
                .limit(max)
                .toList();
    }

    @Override
    public Optional<Instant> lastSent(ConversationId conversation, UserId user) {
        return tables.paces.find(new Of(conversation, user));
    }

    @Override
    public void putLastSent(ConversationId conversation, UserId user, Instant at) {
        tables.paces.put(new Of(conversation, user), at);
    }

    @Override
    public Optional<Ended> ended() {
        return tables.ended.all().findFirst();
    }

    @Override
    public void put(Ended ended) {
        tables.ended.put(ended.conversation(), ended);
    }

    @Override
    public void removeEnded(ConversationId conversation) {
        tables.ended.remove(conversation);
    }
}
