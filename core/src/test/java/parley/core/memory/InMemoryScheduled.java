package parley.core.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ScheduledChanged.State;
import parley.core.schedule.Scheduled;
import parley.core.schedule.ScheduledRows;
import parley.core.schedule.ScheduledStore;

/// Scheduled messages, in memory.
final class InMemoryScheduled implements ScheduledRows, ScheduledStore {
    private final Tables tables;

    InMemoryScheduled(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Scheduled> find(Scheduled.Of of) {
        return tables.scheduled.find(of);
    }

    @Override
    public int count(UserId user) {
        return list(user).size();
    }

    @Override
    public int count(UserId user, ConversationId conversation) {
        return list(user, conversation).size();
    }

    @Override
    public void put(Scheduled scheduled) {
        tables.scheduled.put(scheduled.of(), scheduled);
    }

    @Override
    public void remove(Scheduled.Of of) {
        tables.scheduled.remove(of);
    }

    @Override
    public void removeAll(UserId user) {
        tables.scheduled.removeIf(of -> of.user().equals(user));
    }

    @Override
    public List<Scheduled> due(Instant now, int max) {
        return allDue(now).limit(max).toList();
    }

    private Stream<Scheduled> allDue(Instant now) {
        return sorted().filter(one -> one.state() != State.FAILED)
                .filter(one -> !one.sendAt().isAfter(now));
    }

    private Stream<Scheduled> sorted() {
        return tables.scheduled
                .all()
                .sorted(
                        Comparator.comparing(Scheduled::sendAt)
                                .thenComparing(one -> one.of().key()));
    }

    @Override
    public List<Scheduled> list(UserId user) {
        return tables.locked(() -> sorted().filter(one -> one.of().user().equals(user)).toList());
    }

    @Override
    public List<Scheduled> list(UserId user, ConversationId conversation) {
        return list(user).stream()
                .filter(one -> one.of().conversation().equals(conversation))
                .toList();
    }

    @Override
    public boolean anyDue(Instant now) {
        return tables.locked(() -> allDue(now).findAny().isPresent());
    }
}
