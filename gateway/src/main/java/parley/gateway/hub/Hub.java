package parley.gateway.hub;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import parley.core.id.UserId;

/// Who is here: the receivers of each user on this node. Thread-safe; reading takes no lock.
///
/// Bound: as many as there are connections.
public final class Hub {
    private static final Receiver[] NOBODY = new Receiver[0];

    private final ConcurrentHashMap<UserId, Receiver[]> byUser = new ConcurrentHashMap<>();

    public void add(Receiver receiver) {
        byUser.compute(
                receiver.user(),
                (user, old) -> {
                    var before = old == null ? NOBODY : old;
                    var after = Arrays.copyOf(before, before.length + 1);
                    after[before.length] = receiver;
                    return after;
                });
    }

    public void remove(Receiver receiver) {
        byUser.computeIfPresent(
                receiver.user(),
                (user, old) -> {
                    var after =
                            Arrays.stream(old)
                                    .filter(other -> other != receiver)
                                    .toArray(Receiver[]::new);
                    return after.length == 0 ? null : after;
                });
    }

    Receiver[] of(UserId user) {
        return byUser.getOrDefault(user, NOBODY);
    }

    public List<Receiver> receiversOf(UserId user) {
        return List.of(of(user));
    }

    List<Receiver> everyone() {
        return byUser.values().stream().flatMap(Arrays::stream).toList();
    }

    public boolean isHere(UserId user) {
        return byUser.containsKey(user);
    }

    /// How many people are here.
    public int users() {
        return byUser.size();
    }
}
