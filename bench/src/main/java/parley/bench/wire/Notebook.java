package parley.bench.wire;

/// What people keep from one connection to the next, to go on where they were. Each person's page
/// is written by their event loop alone.
public final class Notebook {
    private final String[] cursors;
    private final String[] sessions;

    public Notebook(int people) {
        cursors = new String[people];
        sessions = new String[people];
        for (int i = 0; i < people; i++) {
            forget(i);
        }
    }

    /// The last cursor, or empty.
    public String cursor(int person) {
        return cursors[person];
    }

    /// Keeps a cursor.
    public void cursor(int person, String cursor) {
        cursors[person] = cursor;
    }

    /// The session of the last connection, or empty.
    public String session(int person) {
        return sessions[person];
    }

    void session(int person, String session) {
        sessions[person] = session;
    }

    /// The person begins anew.
    public void forget(int person) {
        cursors[person] = "";
        sessions[person] = "";
    }
}
