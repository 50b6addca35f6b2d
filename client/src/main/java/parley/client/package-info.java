/// The Java SDK: one person's client over any of the server's doors. It keeps where it is in the
/// logs, comes back by itself after a cut, sends each message once however often it must try, and
/// hands what happens to a [ParleyListener] in order and without gaps. Start at [ParleyClient].
///
/// Threads: one virtual thread per client reads, decides and calls the listener; each [Link] has
/// its own to move bytes. What other threads may touch ([Outbox], [Asks], [Marks]) is guarded by
/// its own lock, and no lock is held while the listener is called.
@NullMarked
package parley.client;

import org.jspecify.annotations.NullMarked;
