package parley.bench.scenario;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import parley.bench.server.Person;
import parley.bench.server.Rest;

/// How a server is asked for a group.
sealed interface Gathering {
    /// Makes a group of people who are here, the first of them its owner.
    ///
    /// @param members by their numbers
    /// @return how the server names it
    String gather(Crowd crowd, List<Integer> members);

    /// Makes a channel that everyone who is here reads, the first of them its owner.
    ///
    /// @return how the server names it
    default String channel(Crowd crowd) {
        return gather(crowd, IntStream.range(0, crowd.people()).boxed().toList());
    }

    /// As Parley does it: the owner makes it, over REST.
    record ByOwner(Rest rest, List<Person> people) implements Gathering {
        @Override
        public String gather(Crowd crowd, List<Integer> members) {
            var owner = people.get(members.getFirst());
            var others = members.stream().skip(1).map(people::get).toList();
            return rest.group(owner, "Group of " + members.size(), others);
        }

        @Override
        public String channel(Crowd crowd) {
            return rest.channel(people.getFirst(), "Channel", people.subList(1, people.size()));
        }
    }

    /// Not at all: other servers are measured without groups.
    record Never() implements Gathering {
        @Override
        public String gather(Crowd crowd, List<Integer> members) {
            throw new IllegalArgumentException("groups are made at Parley and at the floor alone");
        }
    }

    /// As the bare relay does it: each member joins.
    record ByJoining(AtomicInteger made) implements Gathering {
        @Override
        public String gather(Crowd crowd, List<Integer> members) {
            var name = "cv_%013d".formatted(made.incrementAndGet());
            var joining = members.stream().collect(Collectors.toUnmodifiableSet());
            long before = crowd.totals().answered();
            crowd.each(crew -> {
                for (int place = 0; place < crew.members().count(); place++) {
                    if (joining.contains(crew.members().person(place))) {
                        crew.command(
                                place,
                                "{\"type\":\"join\",\"id\":\"join\",\"conversation\":\""
                                        + name
                                        + "\"}");
                    }
                }
                crew.loop().flush();
            });
            crowd.await(() -> crowd.totals().answered() - before >= joining.size());
            return name;
        }
    }
}
