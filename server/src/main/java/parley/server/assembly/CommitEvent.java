package parley.server.assembly;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import parley.core.log.CommittedBatch;
import parley.gateway.hub.WireWeight;

/// A batch that was committed, for whoever records with JFR. Its duration is that of the
/// transaction: numbering what is in it, writing the rows, and the commit. Without a recording its
/// methods do nothing.
@Name("parley.Commit")
@Label("Commit")
@Description("A batch of the log that was written and committed")
@Category("Parley")
@Threshold("0 ms")
@StackTrace(false)
final class CommitEvent extends Event {
    @Label("Entries")
    @Description("Messages and changes of the batch; 0 if it holds marks and the like alone")
    int entries;

    @Label("Bytes")
    @Description("About what the entries take on the wire")
    @DataAmount
    long bytes;

    @Label("Lane")
    int lane;

    @Label("N")
    @Description("The batch's number in its lane")
    long n;

    static CommitEvent begun() {
        var event = new CommitEvent();
        event.begin();
        return event;
    }

    void committed(CommittedBatch batch) {
        if (shouldCommit()) {
            entries = batch.entries().size();
            bytes = batch.entries().stream().mapToLong(one -> WireWeight.of(one.entry())).sum();
            lane = batch.position().lane();
            n = batch.position().n();
            commit();
        }
    }
}
