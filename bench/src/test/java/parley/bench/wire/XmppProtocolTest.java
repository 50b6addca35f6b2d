package parley.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XmppProtocolTest {
    private static final String OPENED =
            "<?xml version='1.0'?><stream:stream id='1' version='1.0'>";
    private static final String MECHANISMS =
            "<stream:features><mechanisms><mechanism>PLAIN</mechanism></mechanisms></stream:features>";
    private static final String SUCCESS = "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>";
    private static final String FEATURES =
            "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>";
    private static final String BOUND =
            "<iq type='result' id='bind'><bind><jid>al@localhost/bench</jid></bind></iq>";

    private final Spoken spoken =
            new Spoken(new XmppProtocol("localhost", _ -> new Credentials("al", "pw")));

    private void login() {
        spoken.say(OPENED + MECHANISMS);
        spoken.say(SUCCESS);
        spoken.say(OPENED + FEATURES);
        spoken.say(BOUND);
        spoken.said();
        spoken.heard().clear();
    }

    @Test
    void a_person_logs_in_and_is_there() {
        assertThat(spoken.said()).contains("<stream:stream to='localhost'");
        spoken.saySlowly(OPENED + MECHANISMS);
        assertThat(spoken.said()).contains("mechanism='PLAIN'>AGFsAHB3</auth>");
        spoken.saySlowly(SUCCESS);
        assertThat(spoken.said()).contains("<stream:stream to='localhost'");
        spoken.saySlowly(OPENED + FEATURES);
        assertThat(spoken.said()).contains("<resource>bench</resource>");
        assertThat(spoken.heard()).isEmpty();
        spoken.saySlowly(BOUND);
        assertThat(spoken.said()).isEqualTo("<presence/>");
        assertThat(spoken.heard()).containsExactly("ready");
    }

    @Test
    void a_wrong_password_ends_the_connection() {
        spoken.say(OPENED + MECHANISMS);
        spoken.say("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>");
        assertThat(spoken.isOpen()).isFalse();
    }

    @Test
    void a_message_has_an_address_an_id_and_a_text() {
        login();
        spoken.send("bo", "one.", 3);
        assertThat(spoken.said())
                .isEqualTo(
                        "<message type='chat' to='bo@localhost' id='one'><body>one.</body></message>");
    }

    @Test
    void messages_are_found_among_other_stanzas_however_they_are_cut() {
        login();
        var words =
                "<presence from='al@localhost/bench'/><message from='bo@localhost/bench'><body>one</body></message>"
                        + "<message type='headline'><event/></message><message><body>two</body><id xmlns='x'/></message>";
        spoken.saySlowly(words);
        assertThat(spoken.heard()).containsExactly("received one", "received two");
        spoken.heard().clear();
        spoken.say(words + words);
        assertThat(spoken.heard())
                .containsExactly("received one", "received two", "received one", "received two");
    }
}
