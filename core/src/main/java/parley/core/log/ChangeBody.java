package parley.core.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.RefusalCode;
import parley.core.conversation.Membership.Preferences;
import parley.core.conversation.Role;
import parley.core.conversation.SettingsPatch;
import parley.core.draft.Draft;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.message.MessageState;
import parley.core.message.MessageState.Gone;
import parley.core.message.SeqRange;

/// What a change says (PROTOCOL.md sections 6 and 7). Those of an account conversation each set a
/// state, so that hearing them twice is harmless.
public sealed interface ChangeBody {
    /// A member came, went or got another role.
    record MemberChanged(UserId user, How how, Role role) implements ChangeBody {
        public enum How {
            JOINED,
            LEFT,
            REMOVED,
            ROLE,
            /// A member was removed and can't come back.
            BANNED,
            /// Someone who doesn't belong can't come any more; told as `banned`.
            BARRED,
            /// They may come again.
            UNBANNED
        }

        /// Whether the user belonged before, and no longer does.
        public boolean endsMembership() {
            return how == How.LEFT || how == How.REMOVED || how == How.BANNED;
        }

        /// Whether the user belongs from now on.
        public boolean beginsMembership() {
            return how == How.JOINED;
        }
    }

    /// A reader of a channel came or went. It makes no rev and is stored nowhere: who reads is
    /// known to the reader alone.
    ///
    /// @param how joined, left, removed or banned
    record ReaderChanged(UserId user, MemberChanged.How how) implements ChangeBody {
        /// As a change of a member.
        public MemberChanged asMember() {
            return new MemberChanged(user, how, Role.READER);
        }
    }

    /// What people gave a channel's message was counted anew. It makes no rev and is stored
    /// nowhere: the counts lie beside the message.
    ///
    /// @param poll how many people chose each option of the poll; empty if it is none
    record Counted(long target, List<MessageState.Reaction> reactions, List<Integer> poll)
            implements ChangeBody {
        public Counted {
            reactions = List.copyOf(reactions);
            poll = List.copyOf(poll);
        }

        public static Counted of(long target, MessageState state) {
            var tally = state.poll();
            return new Counted(
                    target, state.reactions(), tally == null ? List.of() : tally.counts());
        }
    }

    /// The conversation's settings changed, or it was deleted for everyone.
    ///
    /// @param now what changed
    record ConversationChanged(SettingsPatch now, boolean deleted) implements ChangeBody {
        public static final ConversationChanged DELETED =
                new ConversationChanged(SettingsPatch.NOTHING, true);

        public static ConversationChanged to(SettingsPatch now) {
            return new ConversationChanged(now, false);
        }
    }

    /// Account: someone asks to be let into a group where this user may let people in, or this user
    /// asks themself.
    record JoinAsked(ConversationId of, UserId user, Answer state) implements ChangeBody {
        public enum Answer {
            ASKED,
            ACCEPTED,
            REJECTED
        }
    }

    /// Account: how this user stands to another.
    record ContactChanged(UserId user, ContactState state) implements ChangeBody {
        public enum ContactState {
            /// This user asked.
            REQUESTED,
            /// The other asked.
            ASKED,
            ACCEPTED,
            REMOVED
        }
    }

    /// Account: this user blocks another, or no longer.
    record BlockChanged(UserId user, boolean on) implements ChangeBody {}

    /// Account: what this user chose for one conversation.
    record PreferencesChanged(ConversationId of, Preferences preferences) implements ChangeBody {}

    /// Account: this user's profile is now this.
    record ProfileChanged(String username, String name) implements ChangeBody {}

    /// Account: a device was signed in, or out.
    record DeviceChanged(DeviceId device, boolean on) implements ChangeBody {}

    /// A message's text was changed.
    ///
    /// @param gone that the text is erased, with all of the message; null while it is there
    record Edited(long target, String text, String format, Gone.@Nullable Reason gone)
            implements ChangeBody {}

    /// Messages were erased.
    record Deleted(List<SeqRange> targets) implements ChangeBody {
        public Deleted {
            targets = List.copyOf(targets);
        }
    }

    /// A member gave a message an emoji, or took it back.
    record Reacted(long target, String emoji, boolean on) implements ChangeBody {}

    /// A member chose of a poll's options, in place of what they had chosen.
    ///
    /// @param options indexes; empty if they took their vote back
    /// @param counts how many people chose each option from now on
    /// @param anonymous whether who and what is told to the voter alone
    record Voted(long target, List<Integer> options, List<Integer> counts, boolean anonymous)
            implements ChangeBody {
        public Voted {
            options = List.copyOf(options);
            counts = List.copyOf(counts);
        }
    }

    /// A poll was closed by hand.
    record PollClosed(long target) implements ChangeBody {}

    /// A message was pinned, or no longer is.
    record Pinned(long target, boolean on) implements ChangeBody {}

    /// Something that a later change undid, and of which nothing is told.
    record Undone() implements ChangeBody {}

    /// Account: messages that this user hid from themself.
    record Hidden(ConversationId of, List<SeqRange> targets) implements ChangeBody {
        public Hidden {
            targets = List.copyOf(targets);
        }
    }

    /// Account: what became of a message that this user wrote to be sent later.
    ///
    /// @param code why it couldn't be sent; null unless it failed
    /// @param sendAt when it will be sent; null unless it waits
    record ScheduledChanged(
            ConversationId of,
            String key,
            State state,
            @Nullable RefusalCode code,
            @Nullable Instant sendAt)
            implements ChangeBody {
        /// In the order of their numbers in the database.
        public enum State {
            WAITING,
            /// Claimed by a round of sending; told to nobody.
            SENDING,
            FAILED,
            SENT,
            CANCELLED
        }
    }

    /// Account: what this user has written in a conversation and not sent.
    ///
    /// @param words null where it was cleared, or sent
    /// @param at when they wrote it
    record DraftChanged(ConversationId of, Draft.@Nullable Words words, Instant at)
            implements ChangeBody {}

    /// The highest seq of a message that this changes; 0 if it changes none.
    default long target() {
        return switch (this) {
            case Edited edited -> edited.target();
            case Deleted deleted ->
                    deleted.targets().stream().mapToLong(SeqRange::high).max().orElse(0);
            case Reacted reacted -> reacted.target();
            case Voted voted -> voted.target();
            case PollClosed closed -> closed.target();
            case Pinned pinned -> pinned.target();
            case Counted counted -> counted.target();
            default -> 0;
        };
    }

    /// Whether it makes no rev and isn't stored, and is told only to those who are here.
    default boolean isPassing() {
        return this instanceof ReaderChanged || this instanceof Counted;
    }

    /// Whether nobody but who caused it is told who that was.
    default boolean isAnonymous() {
        return this instanceof Voted voted && voted.anonymous();
    }

    /// The member change in this body, if it is one.
    default Optional<MemberChanged> member() {
        return this instanceof MemberChanged change ? Optional.of(change) : Optional.empty();
    }
}
