package parley.gateway.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.draft.Draft;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody;
import parley.core.log.ChangeBody.MemberChanged.How;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.core.message.Folded;
import parley.core.message.HistoryReader.Seen;
import parley.core.message.MessageContent;
import parley.core.message.MessageState;
import parley.core.message.SeqRange;
import parley.core.user.User;
import parley.core.user.UserCache;
import parley.protocol.ConversationView;
import parley.protocol.Event;
import parley.protocol.Event.Said;
import parley.protocol.Event.Stamp;
import parley.protocol.Part;
import parley.protocol.Person;

/// Says entries of the log in the words of the protocol. Thread-safe.
public final class EventFrames {
    private final PublicIds ids;
    private final UserCache users;
    private final AccountParts account;

    public EventFrames(PublicIds ids, UserCache users) {
        this.ids = ids;
        this.users = users;
        account = new AccountParts(ids);
    }

    /// The event of an entry, as one user is told it.
    ///
    /// @param reader whose sessions it is for: the sender's own are told the key
    public Event event(LogEntry entry, UserId reader) {
        return switch (entry) {
            case Message message -> message(message, message.from().equals(reader), List.of());
            case Change change -> change(change, change.from().equals(reader));
        };
    }

    /// The event of a change, as those are told it who didn't cause it.
    public Event toOthers(Change change) {
        return change(change, false);
    }

    /// The event of an entry that a reader may or may not see.
    public Event event(Seen seen, UserId reader) {
        return seen.visible() ? event(seen.entry(), reader) : nothing(seen.entry());
    }

    /// @param own whether it goes to the sender's own sessions
    /// @param named both people, with the first message of a direct conversation
    public Event message(Message message, boolean own, List<Person> named) {
        var gone = message.state().gone();
        if (gone != null) {
            return new Event.Gone(
                    stamp(message),
                    message.seq(),
                    message.content().details().thread(),
                    word(gone.reason()),
                    gone.at());
        }
        var expiresAt = message.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
            return new Event.Gone(
                    stamp(message),
                    message.seq(),
                    message.content().details().thread(),
                    "expired",
                    null);
        }
        return new Event.Message(
                stamp(message),
                message.seq(),
                said(message.content(), expiresAt),
                own ? message.key() : null,
                named);
    }

    /// A message in its present state.
    public Event folded(Folded folded, UserId reader) {
        var message = folded.message();
        var state = message.state();
        var edited = state.edited();
        var shown =
                edited == null
                        ? message
                        : message.saying(
                                new MessageContent(
                                        edited.text(),
                                        edited.format(),
                                        message.content().details()));
        var event = message(shown, message.from().equals(reader), List.of());
        var poll = PollParts.standing(folded);
        if (!(event instanceof Event.Message said)
                || state.equals(MessageState.NONE) && folded.replies() == null && poll == null) {
            return event;
        }
        var reactions =
                state.reactions().stream()
                        .map(one ->
                                new Event.Reaction(
                                        one.emoji(), one.count(), folded.mine().has(one.emoji())))
                        .toList();
        return new Event.Present(
                poll == null ? said : said.with(poll),
                edited == null ? null : edited.at(),
                state.pinned(),
                reactions,
                replies(folded));
    }

    private static Event.@Nullable Replies replies(Folded folded) {
        var replies = folded.replies();
        return replies == null
                ? null
                : new Event.Replies(replies.count(), replies.lastSeq(), replies.lastAt());
    }

    /// What a message says.
    ///
    /// @param expiresAt when it goes; null if it stays, or isn't sent yet
    public Said said(MessageContent content, @Nullable Instant expiresAt) {
        var details = content.details();
        boolean known =
                content.format().equals(MessageContent.PLAIN)
                        || content.format().equals(MessageContent.MARKDOWN);
        List<String> mentions = List.of();
        if (details.mentionsAll() || !details.mentions().isEmpty()) {
            mentions = new ArrayList<>();
            for (var user : details.mentions()) {
                mentions.add(ids.text(user));
            }
            if (details.mentionsAll()) {
                mentions.add("@all");
            }
        }
        return new Said(
                known ? content.text() : null,
                content.format().equals(MessageContent.PLAIN) ? null : content.format(),
                details.payload(),
                details.replyTo(),
                details.thread(),
                mentions,
                expiresAt,
                details.scheduled(),
                forwarded(details.forwarded()),
                PollParts.sent(details.poll()));
    }

    private Event.@Nullable Forwarded forwarded(MessageContent.@Nullable Forwarded from) {
        return from == null
                ? null
                : new Event.Forwarded(ids.text(from.user()), from.name(), from.at());
    }

    private Stamp stamp(LogEntry entry) {
        return new Stamp(
                ids.text(entry.conversation()), entry.rev(), ids.text(entry.from()), entry.at());
    }

    // A draft's time is when it was written.
    private Stamp stamp(Change change, Instant at) {
        return new Stamp(
                ids.text(change.conversation()), change.rev(), ids.text(change.from()), at);
    }

    private Event change(Change change, boolean own) {
        var stamp = change.body().isAnonymous() ? stamp(change).anonymous() : stamp(change);
        return switch (change.body()) {
            case ChangeBody.MemberChanged member ->
                    new Event.Changed(
                            "member",
                            stamp,
                            out ->
                                    out.put("user", ids.text(member.user()))
                                            .put("change", word(member))
                                            .put("role", word(member.role())));
            case ChangeBody.ConversationChanged changed ->
                    new Event.Changed("conversation", stamp, SettingsParts.of(changed));
            case ChangeBody.JoinAsked asked ->
                    new Event.Changed("joinRequest", stamp, account.of(asked));
            case ChangeBody.Counted counted ->
                    new Event.Counts(
                            ids.text(change.conversation()),
                            counted.target(),
                            counted.reactions().stream()
                                    .map(one -> new Event.Count(one.emoji(), one.count()))
                                    .toList(),
                            counted.poll());
            // its reader is told by a sync, and nobody else
            case ChangeBody.ReaderChanged reader -> nothing(change);
            case ChangeBody.ContactChanged contact ->
                    new Event.Changed("contact", stamp, account.of(contact));
            case ChangeBody.BlockChanged block ->
                    new Event.Changed("block", stamp, account.of(block));
            case ChangeBody.PreferencesChanged chosen ->
                    new Event.Changed("settings", stamp, account.of(chosen));
            case ChangeBody.ProfileChanged profile ->
                    new Event.Changed("profile", stamp, account.of(profile));
            case ChangeBody.Edited edited -> new Event.Changed("edit", stamp, edit(edited));
            case ChangeBody.Deleted deleted ->
                    new Event.Changed("delete", stamp, targets(deleted.targets()));
            case ChangeBody.Reacted reacted ->
                    new Event.Changed(
                            "reaction",
                            stamp,
                            out ->
                                    out.put("target", reacted.target())
                                            .put("emoji", reacted.emoji())
                                            .put("on", reacted.on()));
            case ChangeBody.Voted voted ->
                    new Event.Changed("vote", stamp, PollParts.voted(voted, own));
            case ChangeBody.PollClosed closed ->
                    new Event.Changed(
                            "vote",
                            stamp,
                            out -> out.put("target", closed.target()).put("closed", true));
            case ChangeBody.Pinned pinned ->
                    new Event.Changed(
                            "pin",
                            stamp,
                            out -> out.put("target", pinned.target()).put("on", pinned.on()));
            case ChangeBody.Undone undone -> nothing(change);
            case ChangeBody.Hidden hidden -> new Event.Changed("hide", stamp, account.of(hidden));
            case ChangeBody.ScheduledChanged scheduled ->
                    new Event.Changed("scheduled", stamp, account.of(scheduled));
            case ChangeBody.DraftChanged draft ->
                    new Event.Changed("draft", stamp(change, draft.at()), account.of(draft));
            case ChangeBody.DeviceChanged device ->
                    new Event.Changed("device", stamp, account.of(device));
        };
    }

    /// What its author sees of a draft; null where it was cleared.
    public ConversationView.@Nullable Draft draft(Draft draft) {
        var words = draft.words();
        return words == null
                ? null
                : new ConversationView.Draft(
                        words.text(), words.replyTo(), words.thread(), draft.at());
    }

    private static Part edit(ChangeBody.Edited edited) {
        var gone = edited.gone();
        if (gone != null) {
            return out -> out.put("target", edited.target()).put("gone", word(gone));
        }
        return out -> {
            out.put("target", edited.target()).put("text", edited.text());
            out.put(
                    "format",
                    edited.format().equals(MessageContent.PLAIN) ? null : edited.format());
        };
    }

    private static Part targets(List<SeqRange> targets) {
        boolean one = targets.size() == 1 && targets.getFirst().size() == 1;
        return out -> {
            if (one) {
                out.put("target", targets.getFirst().low());
            } else {
                out.list("targets", AccountParts.ranges(targets));
            }
        };
    }

    /// A rev in which there is nothing for its reader.
    public Event nothing(LogEntry entry) {
        return new Event.Void(ids.text(entry.conversation()), entry.rev());
    }

    private static String word(ChangeBody.MemberChanged member) {
        return member.how() == How.BARRED ? word(How.BANNED) : word(member.how());
    }

    /// How a value of an enum is said on the wire.
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public Person person(User user) {
        return new Person(
                ids.text(user.id()), user.username(), user.name(), user.status().guest(), null);
    }

    /// These people, of whom nobody is missing who exists.
    public List<Person> people(Collection<UserId> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var people = new ArrayList<Person>(wanted.size());
        users.find(wanted).values().forEach(user -> people.add(person(user)));
        return people;
    }

    /// Everyone that these entries name.
    public static Set<UserId> named(Iterable<? extends LogEntry> entries) {
        var named = new LinkedHashSet<UserId>();
        for (var entry : entries) {
            if (entry instanceof Change change && change.body().isAnonymous()) {
                continue;
            }
            named.add(entry.from());
            switch (entry) {
                case Message message -> {
                    var details = message.content().details();
                    named.addAll(details.mentions());
                    var forwarded = details.forwarded();
                    if (forwarded != null) {
                        named.add(forwarded.user());
                    }
                }
                case Change change -> {
                    change.body().member().ifPresent(member -> named.add(member.user()));
                    if (change.body() instanceof ChangeBody.JoinAsked asked) {
                        named.add(asked.user());
                    }
                }
            }
        }
        return named;
    }
}
