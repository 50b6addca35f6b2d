package parley.core;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Catches what a use case refuses.
public final class Refusals {
    private Refusals() {}

    public static Refusal of(ThrowingCallable call) {
        return Objects.requireNonNull(
                catchThrowableOfType(Refusal.class, call), "this should have been refused");
    }

    public static RefusalCode codeOf(ThrowingCallable call) {
        return of(call).code();
    }
}
