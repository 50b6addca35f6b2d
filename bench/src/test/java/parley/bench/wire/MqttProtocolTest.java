package parley.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Packets as MQTT 3.1.1 has them, a character a byte.
class MqttProtocolTest {
    private static final String WELCOME = "\u0020\u0002\u0000\u0000";
    private static final String LISTENING = "\u0090\u0003\u0000\u0001\u0001";

    private final Spoken spoken = new Spoken(new MqttProtocol(_ -> new Credentials("al", "pw")));

    private void login() {
        spoken.say(WELCOME);
        spoken.say(LISTENING);
        spoken.said();
        spoken.heard().clear();
    }

    @Test
    void a_person_logs_in_to_a_session_that_is_kept_and_listens_to_a_topic_of_their_own() {
        assertThat(spoken.said())
                .isEqualTo(
                        "\u0010\u0016\u0000\u0004MQTT\u0004\u00c0\u0000\u0000\u0000\u0002al\u0000\u0002al\u0000\u0002pw");
        spoken.saySlowly(WELCOME);
        assertThat(spoken.said()).isEqualTo("\u0082\u0009\u0000\u0001\u0000\u0004u/al\u0001");
        assertThat(spoken.heard()).isEmpty();
        spoken.saySlowly(LISTENING);
        assertThat(spoken.heard()).containsExactly("ready");
    }

    @Test
    void a_wrong_password_ends_the_connection() {
        spoken.say("\u0020\u0002\u0000\u0005");
        assertThat(spoken.isOpen()).isFalse();
    }

    @Test
    void a_listener_whom_the_broker_refuses_is_not_ready() {
        spoken.say(WELCOME);
        spoken.say("\u0090\u0003\u0000\u0001\u0080");
        assertThat(spoken.heard()).containsExactly("gone");
    }

    @Test
    void messages_are_acknowledged_in_the_order_they_were_sent() {
        login();
        spoken.send("bo", "one.", 3);
        spoken.send("bo", "two.", 3);
        assertThat(spoken.said())
                .isEqualTo(
                        "\u0032\u000c\u0000\u0004u/bo\u0000\u0002one.\u0032\u000c\u0000\u0004u/bo\u0000\u0003two.");
        spoken.say("\u0040\u0002\u0000\u0002\u0040\u0002\u0000\u0003");
        assertThat(spoken.heard()).containsExactly("acknowledged one", "acknowledged two");
    }

    @Test
    void what_is_received_is_acknowledged_however_it_is_cut() {
        login();
        var long130 = "x".repeat(122);
        spoken.saySlowly("\u0032\u0082\u0001\u0000\u0004u/al\u0001\u0007" + long130);
        assertThat(spoken.heard()).containsExactly("received " + long130);
        assertThat(spoken.said()).isEqualTo("\u0040\u0002\u0001\u0007");
    }
}
