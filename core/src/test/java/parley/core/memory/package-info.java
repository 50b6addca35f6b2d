/// The ports in memory, for tests of use cases. They keep the same contracts as the databases.
/// Start at [InMemoryDatabase].
@NullMarked
package parley.core.memory;

import org.jspecify.annotations.NullMarked;
