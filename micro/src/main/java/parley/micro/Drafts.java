package parley.micro;

import org.jspecify.annotations.Nullable;
import parley.core.conversation.Pair;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Origin;
import parley.core.message.MessageContent;
import parley.core.message.MessageDraft;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageDraft.Target;

/// Messages as people write them: a sentence, under a key that no other has.
final class Drafts {
    /// The sentence.
    static final String TEXT = "See you at half past nine, the one with the green door.";

    private static final DeviceId DEVICE = new DeviceId(7);

    private long keys;

    /// The person of this number. Ids are spread as those of a server are.
    static UserId person(long number) {
        return new UserId(number * 0x9E3779B97F4A7C15L); // odd, so no two are the same
    }

    /// A pair of people of whom nobody is in another one.
    static Pair pair(long number) {
        return Pair.of(person(2 * number + 1), person(2 * number + 2));
    }

    MessageDraft to(Pair pair, @Nullable Origin origin) {
        return to(new Target.Between(pair), pair.a(), origin);
    }

    MessageDraft to(Target target, UserId from, @Nullable Origin origin) {
        return new MessageDraft(
                target,
                from,
                DEVICE,
                MessageContent.plain(TEXT),
                Conditions.ofKey("micro-" + keys++),
                origin);
    }
}
