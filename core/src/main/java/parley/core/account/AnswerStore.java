package parley.core.account;

import java.util.Optional;
import parley.core.id.UserId;

/// Reads kept answers. Thread-safe; blocks.
public interface AnswerStore {
    Optional<KeptAnswer> find(UserId user, String key);
}
