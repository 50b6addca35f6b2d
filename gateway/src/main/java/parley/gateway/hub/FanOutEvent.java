package parley.gateway.hub;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// A batch that took long to tell, for whoever records with JFR. Its duration is that of the
/// fan-out thread's work: finding who is told, and giving every event loop its task. Without a
/// recording its methods do nothing.
@Name("parley.FanOut")
@Label("Fan-out")
@Description("A batch that was told to those who are here")
@Category("Parley")
@Threshold("10 ms")
@StackTrace(false)
final class FanOutEvent extends Event {
    @Label("Entries")
    @Description("Messages and changes of the batch")
    int entries;

    @Label("Frames")
    @Description("Frames given to connections")
    int frames;

    @Label("Waiting")
    @Description("Batches that wait to be told")
    int waiting;

    static FanOutEvent begun() {
        var event = new FanOutEvent();
        event.begin();
        return event;
    }

    void told(int ofEntries, int inFrames, int othersWaiting) {
        end();
        if (shouldCommit()) {
            entries = ofEntries;
            frames = inFrames;
            waiting = othersWaiting;
            commit();
        }
    }
}
