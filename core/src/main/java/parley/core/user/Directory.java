package parley.core.user;

/// Whom people may find by typing the beginning of a name (setting `directory`). An id or a whole
/// username can always be looked up.
public enum Directory {
    /// Everyone.
    ON,
    /// Their contacts alone.
    CONTACTS,
    /// Nobody.
    OFF
}
