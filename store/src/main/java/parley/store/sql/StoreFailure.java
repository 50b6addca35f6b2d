package parley.store.sql;

/// A statement failed for a reason that lies in what it said or was given, not in the database
/// being away.
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreFailure(String what, Throwable cause) {
        super(what, cause);
    }
}
