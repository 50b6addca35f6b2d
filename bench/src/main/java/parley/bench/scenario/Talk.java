package parley.bench.scenario;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import parley.bench.server.Person;

/// Who speaks to whom.
interface Talk {
    /// Whom a sender's next message is for.
    ///
    /// @return the number of a person, or a group's place as a negative number
    int pick(int sender, SplittableRandom random);

    /// How the server names whom was picked.
    byte[] address(int picked);

    /// How many people receive a message for it.
    int receivers(int picked);

    /// How many pairs of sender and receiver there will be, about.
    long streams(double messagesEach);

    /// What is counted when someone receives something: in a direct conversation a message is one
    /// delivery, in a group it is many.
    default String received() {
        return "message";
    }

    /// The names of people as their server writes them.
    static byte[][] addresses(List<Person> people) {
        return people.stream()
                .map(one -> one.id().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /// Each to a random other, or to one of a few that are theirs.
    final class Direct implements Talk {
        private final byte[][] addresses;
        private final int partners;

        /// @param partners how many fixed ones each has; 0: anyone
        Direct(List<Person> people, int partners) {
            addresses = addresses(people);
            if (addresses.length < 2) {
                throw new IllegalArgumentException("two people are the fewest who can talk");
            }
            this.partners = Math.min(partners, addresses.length - 1);
        }

        @Override
        public int pick(int sender, SplittableRandom random) {
            int others = addresses.length - 1;
            if (partners == 0) {
                return (sender + 1 + random.nextInt(others)) % addresses.length;
            }
            // the same few for a sender in every run, scattered over everyone
            long mixed = (sender * 31L + random.nextInt(partners)) * 0x9E3779B97F4A7C15L;
            return (sender + 1 + (int) Long.remainderUnsigned(mixed >>> 16, others))
                    % addresses.length;
        }

        @Override
        public byte[] address(int picked) {
            return addresses[picked];
        }

        @Override
        public int receivers(int picked) {
            return 1;
        }

        @Override
        public long streams(double messagesEach) {
            double each = partners == 0 ? messagesEach : Math.min(partners, messagesEach);
            return (long) (addresses.length * Math.min(each, addresses.length - 1.0));
        }
    }

    /// To all who read one channel.
    final class Channel implements Talk {
        private final byte[] address;
        private final int people;

        /// @param address how the server names it
        /// @param people how many belong to it, with the one who talks
        private Channel(byte[] address, int people) {
            this.address = address;
            this.people = people;
        }

        /// Makes one that everyone who is here reads.
        static Channel make(Scene scene, Crowd crowd) {
            var name = scene.gathering().channel(crowd);
            return new Channel(name.getBytes(StandardCharsets.US_ASCII), crowd.people());
        }

        @Override
        public int pick(int sender, SplittableRandom random) {
            return -1;
        }

        @Override
        public byte[] address(int picked) {
            return address;
        }

        @Override
        public int receivers(int picked) {
            return people - 1;
        }

        @Override
        public String received() {
            return "delivery";
        }

        @Override
        public long streams(double messagesEach) {
            return people;
        }
    }

    /// Each to the group that is theirs.
    final class Groups implements Talk {
        private final int[] groupOf;
        private final byte[][] addresses;
        private final int[] members;

        /// @param groupOf the group of each person, by its number from 0
        /// @param addresses how the server names each group
        /// @param members how many members each has
        private Groups(int[] groupOf, byte[][] addresses, int[] members) {
            this.groupOf = groupOf;
            this.addresses = addresses;
            this.members = members;
        }

        /// Makes groups of everyone who is here, each in one of them.
        static Groups gather(Scene scene, Crowd crowd, int groups) {
            var groupOf = IntStream.range(0, crowd.people()).map(one -> one % groups).toArray();
            var addresses = new byte[groups][];
            var members = new int[groups];
            for (int group = 0; group < groups; group++) {
                int number = group;
                var these =
                        IntStream.range(0, groupOf.length)
                                .filter(person -> groupOf[person] == number)
                                .boxed()
                                .toList();
                var name = scene.gathering().gather(crowd, these);
                addresses[group] = name.getBytes(StandardCharsets.US_ASCII);
                members[group] = these.size();
            }
            return new Groups(groupOf, addresses, members);
        }

        @Override
        public int pick(int sender, SplittableRandom random) {
            return -1 - groupOf[sender];
        }

        @Override
        public byte[] address(int picked) {
            return addresses[-1 - picked];
        }

        @Override
        public int receivers(int picked) {
            return members[-1 - picked] - 1;
        }

        @Override
        public String received() {
            return "delivery";
        }

        @Override
        public long streams(double messagesEach) {
            return (long) groupOf.length * members[0];
        }
    }
}
