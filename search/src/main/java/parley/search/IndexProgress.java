package parley.search;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.core.log.LogFeed.Place;
import parley.core.log.Positions;

/// How much of the log is in an index. Written with each commit of the index, in the same file, so
/// that the two never disagree.
///
/// @param epoch of the database
/// @param covered what was followed
/// @param listing whether older messages are still being gone through
/// @param place where that stands; null at its beginning
record IndexProgress(String epoch, Positions covered, boolean listing, @Nullable Place place) {
    private static final String FORMAT = "format";
    private static final String EPOCH = "epoch";
    private static final String COVERED = "covered";
    private static final String LISTING = "listing";
    private static final String DONE = "done";

    /// Of an empty index: what is committed from now on is followed, what was before is listed.
    static IndexProgress beginning(String epoch, Positions end) {
        return new IndexProgress(epoch, end, true, null);
    }

    IndexProgress covering(Positions upTo) {
        return new IndexProgress(epoch, upTo, listing, place);
    }

    IndexProgress listed(@Nullable Place end) {
        return new IndexProgress(epoch, covered, end != null, end);
    }

    Map<String, String> written() {
        var lanes =
                covered.last().entrySet().stream()
                        .map(lane -> lane.getKey() + ":" + lane.getValue())
                        .collect(Collectors.joining(","));
        String stands;
        if (listing) {
            stands = place == null ? "" : place.first() + ":" + place.second();
        } else {
            stands = DONE;
        }
        return Map.of(FORMAT, IndexFields.FORMAT, EPOCH, epoch, COVERED, lanes, LISTING, stands);
    }

    /// Empty if it was written by another program, or isn't of this epoch.
    static Optional<IndexProgress> read(Map<String, String> written, String epoch) {
        if (!IndexFields.FORMAT.equals(written.get(FORMAT)) || !epoch.equals(written.get(EPOCH))) {
            return Optional.empty();
        }
        try {
            var lanes = new TreeMap<Integer, Long>();
            for (var lane : written.getOrDefault(COVERED, "").split(",")) {
                if (!lane.isEmpty()) {
                    var parts = lane.split(":");
                    lanes.put(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
                }
            }
            var stands = written.getOrDefault(LISTING, "");
            var parts = stands.split(":");
            var place =
                    parts.length == 2
                            ? new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]))
                            : null;
            return Optional.of(
                    new IndexProgress(epoch, new Positions(lanes), !stands.equals(DONE), place));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
