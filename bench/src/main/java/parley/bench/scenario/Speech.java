package parley.bench.scenario;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import parley.bench.load.Wheel;

/// What the people of one event loop are saying, and when.
final class Speech {
    private final Talk talk;
    private final Wheel wheel;
    private final double pauseMs;

    /// How people talk.
    ///
    /// @param pauseMs between two messages of one sender; after their first nobody says more if it
    ///   is negative
    /// @param overMs the first messages of all are spread over so much
    /// @param who speaks at all
    record Manner(double pauseMs, double overMs, IntPredicate who) {
        /// Everyone, all the time.
        static Manner steady(double pauseMs) {
            return new Manner(pauseMs, pauseMs, person -> true);
        }

        /// Everyone, once.
        static Manner once(double overMs) {
            return new Manner(-1, overMs, person -> true);
        }

        /// One person, all the time.
        static Manner alone(int speaker, double pauseMs) {
            return new Manner(pauseMs, pauseMs, person -> person == speaker);
        }
    }

    Speech(Talk talk, Manner manner, Crew.Members members, long nowMs, SplittableRandom random) {
        this.talk = talk;
        pauseMs = manner.pauseMs();
        wheel = new Wheel(members.count());
        wheel.advance(nowMs, (sender, due) -> -1);
        for (int place = 0; place < members.count(); place++) {
            if (manner.who().test(members.person(place))) {
                wheel.put(place, nowMs + 1 + random.nextDouble(manner.overMs()));
            }
        }
    }

    Talk talk() {
        return talk;
    }

    double pauseMs() {
        return pauseMs;
    }

    void advance(long nowMs, Wheel.Due due) {
        wheel.advance(nowMs, due);
    }
}
