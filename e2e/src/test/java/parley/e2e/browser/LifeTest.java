package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// What becomes of a message after it was sent, between two people: on a desk by pointer and keys,
/// with a bad network, and from a link. All journeys share two browsers; each has a group of its
/// own.
class LifeTest {
    private static Chromium chromium;

    @TempDir private static Path directory;
    private static RunningServer server;
    private static PickyProxy network;
    private static Seed seed;
    private static Seed.Someone hers;
    private static Seed.Someone his;
    private static Person alice;
    private static Person bob;
    private static int tests;

    private String title = "";
    private String group = "";

    @BeforeAll
    static void open() {
        chromium = Chromium.launch();
        server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
        network = new PickyProxy(server.port("http"));
        seed = new Seed(server.http());
        hers = seed.person("alice", "Alice Moreau");
        his = seed.person("bob", "Bob Lindqvist");
        var desk =
                chromium.browser()
                        .newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
        // the network of a shared worker isn't that of the page
        desk.addInitScript("delete window.SharedWorker");
        desk.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        alice = Person.in(desk, "Alice", network.address()).signIn();
        bob = Person.at(chromium.browser(), "Bob", server.http()).signIn();
    }

    @AfterAll
    static void close() {
        alice.context().close();
        bob.context().close();
        network.close();
        server.close();
        chromium.close();
    }

    @BeforeEach
    void meet() {
        tests++;
        // no digit at its end: in a row's text the time follows
        title = "Bench " + Character.toString('A' + tests - 1);
        group = seed.group(his, title, "", List.of(hers));
        seed.say(his, group, "first of " + tests);
        for (var person : List.of(alice, bob)) {
            person.open(title).sees("first of " + tests);
        }
    }

    @AfterEach
    void noErrors() {
        network.comeBack(); // also where a test ended while it was away
        assertThat(alice.errors()).isEmpty();
        assertThat(bob.errors()).isEmpty();
    }

    private static Locator bubble(Person person, String text) {
        return person.message(text).locator(".bubble");
    }

    private static Locator item(Person person, String name) {
        return person.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// Of this test's group, in the list.
    private Locator row(Person person) {
        return person.page()
                .locator(".rows .row")
                .filter(new Locator.FilterOptions().setHasText(title));
    }

    private static void choose(Person person, String text, String item) {
        bubble(person, text).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        item(person, item).click();
    }

    private static void press(Person person, String... keys) {
        for (var key : keys) {
            person.page().keyboard().press(key);
        }
    }

    private static Locator chip(Person person, String text) {
        return person.message(text).locator("[data-do=chip]");
    }

    @Test
    void the_last_message_is_edited_by_key_and_shows_what_it_said() {
        alice.say("tee at five");
        bob.sees("tee at five");
        alice.composer().press("ArrowUp");
        assertThat(alice.composer()).hasValue("tee at five");
        alice.composer().fill("tea at five");
        alice.composer().press("Enter");
        assertThat(alice.composer()).hasValue("");
        for (var person : List.of(alice, bob)) {
            person.sees("tea at five");
            assertThat(person.message("tea at five").locator(".edited")).hasText("edited");
        }
        bob.message("tea at five").locator(".edited").click();
        assertThat(bob.page().locator(".edits li"))
                .containsText(new String[] {"tea at five", "tee at five"});
        press(bob, "Escape");
        assertThat(bob.page().locator("dialog[open]")).hasCount(0);

        alice.composer().fill("half a sentence");
        choose(alice, "tea at five", "Edit");
        assertThat(alice.composer()).hasValue("tea at five");
        press(alice, "Escape");
        assertThat(alice.composer()).hasValue("half a sentence");
        alice.composer().fill("");
    }

    @Test
    void a_reply_quotes_and_leads_back_from_far_below() {
        bob.say("who has the projector?");
        alice.sees("who has the projector?");
        for (int n = 1; n <= 130; n++) {
            seed.say(his, group, "note " + n + ".");
        }
        alice.sees("note 130.");
        // else it opens where the unread ones begin
        assertThat(row(alice).locator(".badge")).hasCount(0);
        alice.page().reload();
        seed.reply(his, group, "still looking for it", 2);
        assertThat(alice.message("still looking").locator(".quote"))
                .containsText("who has the projector?");
        alice.message("still looking").locator(".quote").click();
        assertThat(alice.page().locator(".said.flashed")).containsText("who has the projector?");
        assertThat(alice.message("note 1.")).isInViewport();
        choose(alice, "who has the projector?", "Reply");
        assertThat(alice.page().locator(".composing")).containsText("Bob Lindqvist");
        alice.say("I have");
        assertThat(alice.message("I have")).isInViewport();
        assertThat(bob.message("I have").locator(".quote")).containsText("the projector?");
    }

    @Test
    void reactions_are_given_counted_named_and_taken_back() {
        bubble(alice, "first of").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        alice.page().locator(".reaction-bar").getByText("\uD83D\uDC4D").click();
        assertThat(chip(bob, "first of")).hasText("\uD83D\uDC4D1");
        chip(bob, "first of").click();
        assertThat(chip(alice, "first of")).hasText("\uD83D\uDC4D2");
        chip(alice, "first of").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(alice.page().locator("dialog[open] .reader"))
                .containsText(new String[] {"You", "Bob Lindqvist"});
        press(alice, "Escape");
        chip(alice, "first of").click();
        assertThat(chip(bob, "first of")).hasText("\uD83D\uDC4D1");

        bubble(bob, "first of").hover();
        bob.message("first of").locator(".tool[data-do=react]").click();
        bob.page().getByPlaceholder("Search emoji").fill("party popper");
        assertThat(bob.page().locator("dialog.emoji-picker .emoji-row .active"))
                .hasText("\uD83C\uDF89"); // until they are there, Enter takes none
        press(bob, "Enter");
        assertThat(chip(alice, "first of")).hasCount(2);
    }

    @Test
    void pins_stand_over_the_chat_and_lead_to_their_messages() {
        for (int n = 1; n <= 80; n++) {
            seed.say(his, group, "line " + n + ".");
        }
        bob.sees("line 80.");
        choose(bob, "line 80.", "Pin");
        seed.pin(his, group, 1);
        assertThat(alice.page().locator(".pinned-bar")).containsText("2 of 2");
        assertThat(alice.page().locator(".pinned-bar")).containsText("line 80.");
        alice.page().locator(".pinned-one").click();
        assertThat(alice.page().locator(".pinned-bar")).containsText("first of");
        alice.page().locator(".pinned-one").click();
        assertThat(alice.page().locator(".said.flashed")).containsText("first of");
        assertThat(alice.message("first of")).isInViewport();
        alice.button("All pinned messages").click();
        assertThat(alice.page().locator(".pin-row")).hasCount(2);
        assertThat(alice.page().locator(".pin-row").getByRole(AriaRole.BUTTON).last())
                .not()
                .hasAccessibleName("Unpin");
        press(alice, "Escape");
        bob.button("All pinned messages").click();
        bob.page().locator(".pin-row").first().getByLabel("Unpin").click();
        assertThat(bob.page().locator(".pin-row")).hasCount(1);
        press(bob, "Escape");
        assertThat(alice.page().locator(".pinned-head")).hasText("Pinned message");
    }

    @Test
    void a_message_is_deleted_for_all_or_for_oneself_alone() {
        alice.say("a secret");
        alice.say("a blunder");
        bob.sees("a blunder");
        choose(alice, "a secret", "Delete");
        assertThat(alice.button("Cancel")).isFocused();
        alice.button("Delete for everyone").click();
        assertThat(alice.message("You deleted this message")).hasCount(1);
        assertThat(bob.message("Message deleted")).hasCount(1);
        assertThat(bob.message("a secret")).hasCount(0);

        bob.page().locator("[data-seq='3']").focus();
        press(bob, "Delete");
        bob.button("Delete for me").click();
        assertThat(bob.message("a blunder")).hasCount(0);
        alice.sees("a blunder");
        bob.page().reload();
        bob.sees("first of " + tests);
        assertThat(bob.message("a blunder")).hasCount(0);
    }

    @Test
    void everything_is_done_by_keys_and_the_focus_stays_with_the_message() {
        alice.say("keys alone");
        bob.sees("keys alone");
        alice.composer().focus();
        press(alice, "Shift+Tab", "ArrowUp");
        focusIsOn(alice, "first of");
        press(alice, "Enter");
        assertThat(alice.page().locator(".card-rows > :focus")).containsText("Reply");
        press(alice, "ArrowUp", "ArrowRight", "Enter");
        assertThat(chip(bob, "first of")).hasCount(1);
        focusIsOn(alice, "first of");
        press(alice, "r");
        assertThat(alice.page().locator(".composing")).containsText("first of");
        assertThat(alice.composer()).isFocused();
        press(alice, "Escape");
        assertThat(alice.page().locator(".composing")).hasCount(0);
        press(alice, "Control+ArrowUp");
        assertThat(alice.page().locator(".composing")).containsText("first of");
        press(alice, "Escape", "Shift+Tab", "End", "Delete");
        assertThat(alice.button("Cancel")).isFocused();
        press(alice, "Escape");
        focusIsOn(alice, "keys alone");
        press(alice, "l");
        assertThat((String) alice.page().evaluate("() => navigator.clipboard.readText()"))
                .endsWith("/c/" + group + "/2");
        press(alice, "e");
        assertThat(alice.composer()).hasValue("keys alone");
        press(alice, "Escape");
    }

    private static void focusIsOn(Person person, String text) {
        person.page()
                .waitForFunction("text => document.activeElement.ariaLabel?.includes(text)", text);
    }

    @Test
    void what_is_changed_offline_is_seen_at_once_and_done_on_return() {
        alice.say("before the tunnel");
        alice.say("to be forgotten");
        bob.sees("to be forgotten");
        network.goAway();
        choose(alice, "before the tunnel", "Edit");
        alice.composer().fill("out of the tunnel");
        alice.composer().press("Enter");
        choose(alice, "to be forgotten", "Delete");
        alice.button("Delete for everyone").click();
        bubble(alice, "first of").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        alice.page().locator(".reaction-bar > button").nth(1).click();
        alice.sees("out of the tunnel");
        alice.sees("You deleted this message");
        assertThat(chip(alice, "first of")).hasCount(1);
        assertThat(alice.message("out of the tunnel").locator(".tick.waiting")).isAttached();
        bob.sees("before the tunnel");

        network.comeBack();
        bob.sees("out of the tunnel");
        bob.sees("Message deleted");
        assertThat(chip(bob, "first of")).hasCount(1);
        assertThat(alice.page().locator(".said .tick.waiting")).hasCount(0);
    }

    @Test
    void a_change_that_is_refused_says_so_and_is_tried_again_or_thrown_away() {
        alice.say("mine to change");
        bob.sees("mine to change");
        network.goAway();
        choose(alice, "mine to change", "Edit");
        alice.composer().fill("too late");
        alice.composer().press("Enter");
        seed.role(his, group, hers, "reader");
        network.comeBack();
        var refusal = alice.message("mine to change").locator(".refusal");
        assertThat(refusal).containsText("too late");
        seed.role(his, group, hers, "member");
        assertThat(alice.composer()).isVisible();
        refusal.getByText("Retry").click();
        bob.sees("too late");
        assertThat(alice.page().locator(".refusal")).hasCount(0);
    }

    @Test
    void a_message_with_a_time_of_its_own_is_gone_when_that_is_over() {
        alice.button("Add something").click();
        item(alice, "Disappearing message").click();
        alice.page().getByText("Disappears in 30").click();
        alice.say("this message will go");
        assertThat(bob.message("this message will go").locator(".meta .time-left")).isVisible();
        seed.sayFor(his, group, "gone in a moment", 1);
        assertThat(alice.message("Message expired")).hasCount(1);
        assertThat(bob.message("Message expired")).hasCount(1);
        network.goAway();
        alice.page().reload();
        alice.open(title);
        assertThat(alice.message("Message expired")).hasCount(1);
        network.comeBack();
    }

    @Test
    void a_link_opens_the_chat_at_its_message_also_after_signing_in() {
        for (int n = 1; n <= 120; n++) {
            seed.say(his, group, "page " + n + ".");
        }
        alice.sees("page 120.");
        alice.page().navigate(network.address() + "/c/" + group + "/40");
        assertThat(alice.message("page 39.")).isInViewport();
        assertThat(alice.page().locator("[data-seq='40']")).isInViewport();
        alice.button("Jump to latest").click();
        assertThat(alice.message("page 120.")).isInViewport();

        var fresh =
                Person.at(chromium.browser(), "Alice", server.http() + "/c/" + group + "/60")
                        .signIn();
        assertThat(fresh.message("page 59.")).isInViewport();
        assertThat(fresh.errors()).isEmpty();
        fresh.context().close();
        alice.page().navigate(network.address());
    }

    @Test
    void who_is_named_far_above_is_led_there() {
        alice.open(title);
        alice.page().locator(".tabs a").last().click();
        seed.sayTo(his, group, "Alice, the key?", List.of(hers));
        for (int n = 1; n <= 120; n++) {
            seed.say(his, group, "call " + n + ".");
        }
        assertThat(alice.tab("Chats").locator(".badge")).isVisible();
        alice.tab("Chats").click();
        var row = row(alice);
        assertThat(row.locator(".badge.at")).isVisible();
        row.click();
        assertThat(alice.page().locator(".unread-line")).isInViewport();
        assertThat(alice.message("the key?")).isInViewport();
        assertThat(row.locator(".badge.at")).hasCount(0);
        alice.button("Jump to latest").click();
        assertThat(alice.message("call 120.")).isInViewport();
    }
}
