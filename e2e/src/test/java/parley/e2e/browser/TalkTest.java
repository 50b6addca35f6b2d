package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// What people write besides plain messages: polls, what is sent later, drafts that follow to a
/// phone, and what is found, forwarded or not let in. Alice has a desk and a phone.
class TalkTest {
    private static Chromium chromium;

    @TempDir private static Path directory;
    private static RunningServer server;
    private static Seed seed;
    private static Seed.Someone hers;
    private static Seed.Someone his;
    private static Person alice;
    private static Person phone;
    private static Person bob;

    @BeforeAll
    static void open() {
        chromium = Chromium.launch();
        server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
        seed = new Seed(server.http());
        hers = seed.person("alice", "Alice Moreau");
        his = seed.person("bob", "Bob Lindqvist");
        alice = Person.at(chromium.browser(), "Alice", server.http()).signIn();
        phone = Person.onPhone(chromium.browser(), "Alice", server.http()).signIn();
        bob = Person.at(chromium.browser(), "Bob", server.http()).signIn();
    }

    @AfterAll
    static void close() {
        server.close();
        chromium.close();
    }

    @AfterEach
    void noErrors() {
        for (var person : List.of(alice, phone, bob)) {
            assertThat(person.errors()).isEmpty();
        }
    }

    private static String group(String title) {
        var group = seed.group(his, title, "", List.of(hers));
        seed.say(his, group, "welcome to " + title);
        return group;
    }

    private static void add(Person person, String what) {
        person.button("Add something").click();
        item(person, what).click();
    }

    private static Locator item(Person person, String name) {
        return person.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void menu(Person person, String text) {
        person.message(text)
                .locator(".bubble > .text")
                .click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
    }

    private static void back(Person person) {
        person.page().getByLabel("Back", new Page.GetByLabelOptions().setExact(true)).click();
    }

    private static Locator option(Person person, AriaRole role, String text) {
        return person.log()
                .getByRole(
                        role, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + text)));
    }

    @Test
    void a_poll_is_asked_voted_in_by_two_changed_and_closed() {
        group("Lunch");
        for (var person : List.of(alice, bob)) {
            person.open("Lunch").sees("welcome to Lunch");
        }
        add(alice, "Poll");
        alice.dialog().getByLabel("Question").fill("What do we eat?");
        alice.dialog().getByLabel("Option 1", exactly()).fill("soup");
        alice.dialog().getByLabel("Option 2", exactly()).fill("bread");
        alice.dialog().getByLabel("Option 3", exactly()).fill("soup");
        alice.within("Send poll").click();
        assertThat(alice.dialog().locator(".error")).hasText("Two options are the same.");
        alice.dialog().getByLabel("Option 3", exactly()).fill("cake");
        alice.within("Send poll").click();
        bob.sees("What do we eat?");
        assertThat(bob.message("What do we eat?")).containsText("Choose one, no votes");

        option(bob, AriaRole.RADIO, "bread").click();
        assertThat(option(bob, AriaRole.RADIO, "bread")).isChecked();
        assertThat(alice.message("What do we eat?")).containsText("1 vote");
        alice.message("What do we eat?").focus();
        alice.page().keyboard().press("Tab");
        assertThat(option(alice, AriaRole.RADIO, "soup")).isFocused();
        alice.page().keyboard().press("ArrowDown");
        alice.page().keyboard().press("Space");
        assertThat(option(bob, AriaRole.RADIO, "bread, 2 votes, 100")).isVisible();
        alice.page().keyboard().press("Escape");
        assertThat(alice.message("What do we eat?")).isFocused();

        option(bob, AriaRole.RADIO, "cake").click();
        assertThat(option(alice, AriaRole.RADIO, "cake, 1 vote, 50")).isVisible();
        alice.button("Who voted").click();
        assertThat(alice.dialog().locator("section").nth(1)).containsText("You");
        assertThat(alice.dialog().locator("section").nth(2)).containsText("Bob Lindqvist");
        alice.page().keyboard().press("Escape");
        bob.button("Take back").click();
        assertThat(option(alice, AriaRole.RADIO, "cake, 0 votes, 0")).isVisible();

        menu(bob, "What do we eat?");
        // the group is his, so he may close hers
        item(bob, "Close poll").click();
        bob.within("Close poll").click();
        for (var person : List.of(alice, bob)) {
            assertThat(person.message("What do we eat?")).containsText("Closed, 1 vote");
            assertThat(option(person, AriaRole.RADIO, "bread, 1 vote, 100")).isDisabled();
        }
        alice.page().reload();
        assertThat(alice.message("What do we eat?")).containsText("Closed, 1 vote");
        assertThat(option(alice, AriaRole.RADIO, "bread")).isChecked();
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    @Test
    void an_anonymous_poll_with_several_answers_tells_nobody_who() {
        group("Trip");
        for (var person : List.of(alice, bob)) {
            person.open("Trip").sees("welcome to Trip");
        }
        add(bob, "Poll");
        bob.dialog().getByLabel("Question").fill("Which days?");
        bob.dialog().getByLabel("Option 1", exactly()).fill("Friday");
        bob.dialog().getByLabel("Option 2", exactly()).fill("Sunday");
        bob.dialog()
                .getByRole(
                        AriaRole.SWITCH,
                        new Locator.GetByRoleOptions().setName("Several can be chosen"))
                .click();
        bob.dialog()
                .getByRole(AriaRole.SWITCH, new Locator.GetByRoleOptions().setName("Anonymous"))
                .click();
        bob.within("Send poll").click();
        alice.sees("Which days?");
        option(alice, AriaRole.CHECKBOX, "Friday").click();
        option(alice, AriaRole.CHECKBOX, "Sunday").click();
        assertThat(option(bob, AriaRole.CHECKBOX, "Sunday, 1 vote, 50")).isVisible();
        option(alice, AriaRole.CHECKBOX, "Friday").click();
        assertThat(option(bob, AriaRole.CHECKBOX, "Sunday, 1 vote, 100")).isVisible();
        assertThat(bob.button("Who voted")).hasCount(0);
        phone.open("Trip");
        assertThat(option(phone, AriaRole.CHECKBOX, "Sunday")).isChecked();
        back(phone);
    }

    @Test
    void what_is_to_be_sent_later_goes_at_its_time_changed_or_not_at_all() {
        var later = group("Garden");
        alice.open("Garden").sees("welcome to Garden");
        bob.open("Garden");
        seed.later(hers, later, "from the past", 3);
        assertThat(alice.page().locator(".scheduled-strip")).containsText("1 message will be sent");
        bob.sees("from the past");
        assertThat(alice.page().locator(".scheduled-strip")).hasCount(0);

        for (var text : List.of("water the tomatos", "never mind", "at once")) {
            alice.composer().fill(text);
            alice.page()
                    .locator(".send")
                    .click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
            alice.dialog().getByText("Tomorrow at 09:00").click();
            assertThat(alice.composer()).hasValue("");
        }
        alice.page().locator(".scheduled-strip").getByText("3 messages").click();
        var first = waiting("water the tomatos");
        first.getByLabel("Edit").click();
        alice.dialog().getByLabel("Edit message").fill("water the tomatoes");
        alice.within("Save").click();
        assertThat(waiting("water the tomatoes")).isVisible();
        waiting("water the tomatoes").getByLabel("Change the time").click();
        alice.dialog().getByText("Choose day and time").click();
        alice.dialog().getByLabel("Day and time").fill("2020-01-01T10:00");
        alice.within("Schedule").click();
        assertThat(alice.dialog().locator(".error")).hasText("That time is over.");
        alice.page().keyboard().press("Escape");
        waiting("never mind").getByLabel("Delete").click();
        assertThat(waiting("never mind")).hasCount(0);
        waiting("at once").getByLabel("Send now").click();
        bob.sees("at once");
        assertThat(alice.dialog().locator(".scheduled li")).hasCount(1);
        alice.page().keyboard().press("Escape");
        assertThat(alice.message("at once")).hasCount(1);
        assertThat(alice.page().locator(".scheduled-strip")).containsText("1 message");
        assertThat(bob.message("never mind")).hasCount(0);
        assertThat(bob.message("tomatoes")).hasCount(0);

        seed.later(hers, later, "too late", 2);
        seed.role(his, later, hers, "reader");
        assertThat(alice.page().locator(".scheduled-strip")).containsText("was not sent");
        alice.page().locator(".scheduled-strip").click();
        assertThat(waiting("too late")).containsText("You can\u2019t write here.");
        alice.page().keyboard().press("Escape");
    }

    private static Locator waiting(String text) {
        return alice.dialog()
                .locator(".scheduled li")
                .filter(new Locator.FilterOptions().setHasText(text));
    }

    @Test
    void a_draft_follows_to_the_phone_and_what_is_written_there_stands() {
        group("Letters");
        alice.open("Letters").sees("welcome to Letters");
        menu(alice, "welcome to Letters");
        item(alice, "Reply").click();
        alice.composer().fill("dear all, I");
        var row =
                phone.page()
                        .locator(".row")
                        .filter(new Locator.FilterOptions().setHasText("Letters"));
        assertThat(row).containsText("Draft: dear all, I");
        phone.open("Letters");
        assertThat(phone.composer()).hasValue("dear all, I");
        assertThat(phone.page().locator(".composing")).containsText("Bob Lindqvist");
        phone.composer().fill("dear all, I am");
        back(phone);

        alice.composer().focus();
        // in the field in which she writes nothing comes from elsewhere; when she left it, it does
        assertThat(alice.composer()).hasValue("dear all, I");
        alice.page().evaluate("() => document.activeElement.blur()");
        phone.open("Letters");
        phone.composer().fill("dear all, I am late");
        assertThat(alice.composer()).hasValue("dear all, I am late");
        alice.say("dear all, I am late");
        bob.open("Letters").sees("dear all, I am late");
        assertThat(bob.message("dear all, I am late").locator(".quote")).isVisible();
        back(phone);
        assertThat(row).not().containsText("Draft");
        phone.open("Letters").sees("dear all, I am late");
        swiped(phone, "dear all, I am late");
        assertThat(phone.page().locator(".composing")).containsText("You");
        phone.page().getByLabel("Don\u2019t reply").click();
        assertThat(phone.composer()).hasValue("");
        back(phone);
    }

    /// By a finger, from right to left, without a halt: one that rests on a message asks for its
    /// menu.
    private static void swiped(Person person, String text) {
        person.message(text)
                .locator(".bubble")
                .evaluate(
                        """
                        bubble => {
                          const { right, top, height } = bubble.getBoundingClientRect();
                          const touch = (type, px) => {
                            const at = { identifier: 1, target: bubble, clientX: right - 20 - px, clientY: top + height / 2 };
                            const touches = type === 'touchend' ? [] : [new Touch(at)];
                            const what = { bubbles: true, cancelable: true, touches, changedTouches: [new Touch(at)] };
                            bubble.dispatchEvent(new TouchEvent(type, what));
                          };
                          touch('touchstart', 0);
                          for (let px = 10; px <= 80; px += 10) touch('touchmove', px);
                          touch('touchend', 80);
                        }\
                        """);
    }

    @Test
    void what_was_said_far_above_is_found_in_two_scripts_and_led_to() {
        var archive = group("Archive");
        seed.say(his, archive, "the cr\u00E8me br\u00FBl\u00E9e is in the cellar");
        seed.say(his, archive, "\u6211\u628A\u70ED\u98CE\u67AA\u653E\u5728\u67DC\u5B50\u91CC");
        for (int n = 1; n <= 150; n++) {
            seed.say(his, archive, "filler number " + n + ".");
        }
        alice.open("Archive");
        alice.button("Jump to latest").click();
        assertThat(alice.message("filler number 150.")).isInViewport();
        for (var search :
                List.of(
                        List.of("creme bruleee", "br\u00FBl\u00E9e"),
                        List.of("\u70ED\u98CE\u67AA", "\u70ED\u98CE\u67AA"))) {
            alice.page().keyboard().press("Control+k");
            alice.page().getByPlaceholder("Search").first().fill(search.getFirst());
            var found = alice.page().locator(".row.found");
            assertThat(found).hasCount(1);
            assertThat(found.locator("mark").last()).containsText(search.getLast());
            found.click();
            assertThat(alice.message(search.getLast())).isInViewport();
            assertThat(alice.message("welcome to Archive")).isInViewport();
            alice.page().getByPlaceholder("Search").first().fill("");
            alice.button("Jump to latest").click();
            assertThat(alice.message("filler number 150.")).isInViewport();
        }
    }

    @Test
    void messages_are_forwarded_to_several_chats() {
        group("Kitchen");
        group("Balcony");
        group("Cellar");
        for (var person : List.of(alice, bob)) {
            person.open("Kitchen").sees("welcome to Kitchen");
        }
        bob.say("the gate is open");
        alice.sees("the gate is open");
        menu(alice, "the gate is open");
        item(alice, "Forward").click();
        alice.dialog().getByLabel("Search chats").fill("balc");
        assertThat(alice.dialog().locator(".pick")).hasCount(1);
        alice.dialog().locator(".pick").click();
        alice.dialog().getByLabel("Search chats").fill("cella");
        alice.page().keyboard().press("Enter");
        alice.within("Forward 1 message").click();
        for (var title : List.of("Balcony", "Cellar")) {
            for (var person : List.of(alice, bob)) { // until then rows move under a click
                assertThat(
                                person.page()
                                        .getByRole(
                                                AriaRole.LINK,
                                                new Page.GetByRoleOptions()
                                                        .setName(
                                                                Pattern.compile(
                                                                        "^"
                                                                                + title
                                                                                + ", .*the gate is open"))))
                        .isVisible();
            }
        }
        for (var title : List.of("Balcony", "Cellar")) {
            alice.open(title).sees("the gate is open");
            bob.open(title).sees("the gate is open");
            for (var person : List.of(alice, bob)) {
                assertThat(person.message("the gate is open").locator(".forwarded"))
                        .containsText("Bob Lindqvist");
            }
        }
    }

    @Test
    void of_someone_who_is_blocked_nothing_arrives() {
        var carol = seed.person("carol", "Carol Duarte");
        var talk = seed.direct(carol, hers);
        var other = group("Quiet");
        seed.say(carol, talk, "buy my lamps");
        alice.open("Carol Duarte").sees("buy my lamps");
        if (alice.page().locator(".details-pane").count() == 0) {
            alice.page().locator(".who-bar").click();
        }
        alice.page().locator(".details-pane").getByText("Block").click();
        assertThat(alice.page().locator(".instead")).containsText("Unblock");
        assertThatThrownBy(() -> seed.say(carol, talk, "cheap lamps"))
                .hasMessageContaining("blocked");
        seed.say(his, other, "after that");
        alice.page()
                .locator(".list-pane .row")
                .filter(new Locator.FilterOptions().setHasText("after that"))
                .waitFor();
        assertThat(alice.message("cheap lamps")).hasCount(0);
        alice.page().locator(".instead").getByText("Unblock").click();
        assertThat(alice.composer()).isVisible();
        seed.say(carol, talk, "sorry");
        alice.sees("sorry");
    }
}
