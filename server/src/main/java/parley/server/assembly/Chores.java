package parley.server.assembly;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.Refusal;
import parley.core.conversation.ConversationEraser;
import parley.core.erasure.AccountEraser;
import parley.core.log.LogStore.StoreUnavailable;
import parley.core.message.ExpirySweeper;
import parley.core.schedule.DueSender;

/// What the server does by itself from time to time. Each round runs on a thread of its own, since
/// the ticker must not wait for a commit; one round of each chore at a time.
final class Chores {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final Chore expiry;
    private final Chore ended;
    private final Chore due;
    private final Chore erasure;

    Chores(ExpirySweeper expiry, ConversationEraser ended, DueSender due, AccountEraser erasure) {
        this.expiry = new Chore("what expired is erased", expiry::sweep);
        this.ended = new Chore("deleted conversations are erased", ended::sweep);
        this.due = new Chore("what is due is sent", due::sendDue);
        this.erasure = new Chore("what deleted accounts left is erased", erasure::eraseAll);
    }

    /// Erases messages whose time is over, and what belongs to deleted conversations.
    void sweep() {
        expiry.run();
        ended.run();
    }

    /// Sends messages whose time has come.
    void sendDue() {
        due.run();
    }

    /// Takes away what deleted accounts left.
    void eraseAccounts() {
        erasure.run();
    }

    private record Chore(String what, Runnable round, AtomicBoolean running) {
        Chore(String what, Runnable round) {
            this(what, round, new AtomicBoolean());
        }

        void run() {
            if (running.compareAndSet(false, true)) {
                Thread.ofVirtual().start(this::once);
            }
        }

        private void once() {
            try {
                round.run();
            } catch (Refusal e) {
                LOG.warn("{} by a later round: {}", what, e.code());
            } catch (StoreUnavailable e) {
                LOG.warn("{} by a later round: {}", what, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("a round failed in which {}", what, e);
            } finally {
                running.set(false);
            }
        }
    }
}
