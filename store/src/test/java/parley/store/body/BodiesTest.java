package parley.store.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.core.conversation.Kind;
import parley.core.conversation.Membership;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.log.LogTransaction.Touched;
import parley.core.log.Position;
import parley.core.message.MessageContent;
import parley.core.user.User;

/// What lies in databases already and can't change.
final class BodiesTest {
    @Test
    void plain_text_costs_one_byte() {
        assertThat(MessageBodies.encode(MessageContent.plain("hi")))
                .isEqualTo(new byte[] {1, 'h', 'i'});
    }

    @Test
    void fields_that_are_not_known_are_passed_over() {
        var json = "\u0002{\"later\":{\"a\":[1]},\"text\":\"hi\",\"format\":\"markdown\"}";
        assertThat(MessageBodies.decode(json.getBytes(UTF_8)))
                .isEqualTo(
                        new MessageContent(
                                "hi", MessageContent.MARKDOWN, MessageContent.Details.NONE));
    }

    @Test
    void an_encoding_that_is_not_known_is_refused() {
        assertThatThrownBy(() -> MessageBodies.decode(new byte[] {77})).hasMessageContaining("77");
    }

    @Test
    void what_a_batch_touched_comes_back() {
        var touched =
                List.of(
                        new Touched(new ConversationId(1), 1, 1, new Position(3, 0), 0),
                        new Touched(
                                new ConversationId(Long.MAX_VALUE),
                                127,
                                128,
                                new Position(1, 1L << 40),
                                Long.MAX_VALUE));
        assertThat(TouchedBodies.decode(TouchedBodies.encode(touched))).isEqualTo(touched);
        assertThat(TouchedBodies.decode(TouchedBodies.encode(List.of()))).isEmpty();
    }

    // Columns hold the ordinal: constants may be added at the end, never moved or removed.
    @Test
    void constants_keep_their_numbers() {
        assertThat(Kind.values()).startsWith(Kind.DIRECT, Kind.GROUP, Kind.CHANNEL, Kind.ACCOUNT);
        assertThat(Role.values()).startsWith(Role.OWNER, Role.ADMIN, Role.MEMBER, Role.READER);
        assertThat(Membership.State.values())
                .startsWith(
                        Membership.State.IN,
                        Membership.State.LEFT,
                        Membership.State.REMOVED,
                        Membership.State.BANNED);
        assertThat(ContactState.values())
                .startsWith(
                        ContactState.REQUESTED,
                        ContactState.ASKED,
                        ContactState.ACCEPTED,
                        ContactState.REMOVED);
        assertThat(User.Standing.values())
                .startsWith(User.Standing.ACTIVE, User.Standing.DISABLED, User.Standing.DELETED);
        assertThat(User.Sharing.values())
                .startsWith(User.Sharing.SHARED, User.Sharing.ALL, User.Sharing.NOBODY);
        assertThat(User.Strangers.values())
                .startsWith(User.Strangers.ALL, User.Strangers.REQUEST, User.Strangers.NONE);
    }
}
