package parley.core;

import java.util.ArrayList;
import java.util.List;

/// Gathers what is wrong with a request, so that a person learns all of it at once. Belongs to one
/// request; not thread-safe.
public final class Validation {
    private final List<Violation> violations = new ArrayList<>();

    public void violated(String field, String rule, String message) {
        violations.add(new Violation(field, rule, message));
    }

    /// Refuses with everything that was found, if anything was.
    public void finish() {
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
    }
}
