package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// Who belongs to a group, who may come in and who may do what there; what becomes of strangers'
/// first messages; and what is told to the operator. Three people, of whom one has a phone.
class GroupsTest {
    @TempDir private static Path directory;
    private static Chromium chromium;
    private static RunningServer server;
    private static Seed seed;
    private static Seed.Someone hers;
    private static Seed.Someone his;
    private static Seed.Someone carols;
    private static Person alice;
    private static Person bob;
    private static Person carol;

    @BeforeAll
    static void open() {
        chromium = Chromium.launch();
        server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
        seed = new Seed(server.http());
        hers = seed.person("alice", "Alice Moreau");
        his = seed.person("bob", "Bob Lindqvist");
        carols = seed.person("carol", "Carol Duarte");
        seed.acquaint(his, hers);
        seed.acquaint(carols, hers);
        alice = Person.at(chromium.browser(), "Alice", server.http()).signIn();
        bob = Person.at(chromium.browser(), "Bob", server.http()).signIn();
        carol = Person.onPhone(chromium.browser(), "Carol", server.http()).signIn();
    }

    @AfterAll
    static void close() {
        server.close();
        chromium.close();
    }

    @AfterEach
    void noErrors() {
        for (var person : List.of(alice, bob, carol)) {
            assertThat(person.errors()).isEmpty();
        }
    }

    private static Locator row(Person person, String title) {
        return person.page()
                .locator(".list-pane .rows .row")
                .filter(new Locator.FilterOptions().setHasText(title));
    }

    private static Locator details(Person person) {
        if (person.page().locator(".details-pane").count() == 0) {
            person.page().locator(".who-bar").click();
        }
        return person.page().locator(".details-pane");
    }

    private static Locator detail(Person person, String name) {
        return details(person)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator member(Person person, String name) {
        return details(person)
                .locator(".row.member")
                .filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void choose(Person person, String member, String item) {
        member(person, member).click();
        person.page()
                .getByRole(
                        AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    private static void settings(Person person, String page) {
        detail(person, "Settings").click();
        person.dialog().getByText(page).click();
    }

    private static void closeDialog(Person person) {
        person.within("Close").click();
        assertThat(person.dialog()).hasCount(0);
    }

    private static void madeByAlice(String title) {
        alice.button("New conversation").first().click();
        alice.button("New group").click();
        alice.page().getByLabel("Group name").fill(title);
        for (var name : List.of("Bob Lindqvist", "Carol Duarte")) {
            alice.page()
                    .getByRole(AriaRole.CHECKBOX)
                    .filter(new Locator.FilterOptions().setHasText(name))
                    .click();
        }
        alice.button("Create group").click();
        assertThat(alice.composer()).isVisible();
        for (var person : List.of(bob, carol)) {
            person.page().navigate(server.http() + "/#/");
            person.open(title);
        }
    }

    @Test
    void three_people_run_a_group_and_each_sees_at_once_what_they_may() {
        madeByAlice("Tool library");
        settings(alice, "Who may do what");
        alice.dialog().getByLabel("Write messages").selectOption("admin");
        for (var person : List.of(bob, carol)) {
            assertThat(person.page().getByText("Only admins write here")).isVisible();
            assertThat(person.composer()).hasCount(0);
        }
        closeDialog(alice);
        choose(alice, "Bob Lindqvist", "Make admin");
        bob.say("I write again");
        carol.sees("I write again");
        assertThat(member(alice, "Bob Lindqvist")).containsText("Admin");

        settings(bob, "Who may do what");
        assertThat(bob.dialog().getByText("Only owners change this.")).isVisible();
        assertThat(bob.dialog().locator("select")).hasCount(0);
        bob.within("Back").click();
        bob.dialog().getByText("Name and description").click();
        bob.dialog().getByLabel("Group name").fill("Tool shed");
        bob.within("Save").click();
        assertThat(carol.page().locator(".who-bar .head")).hasText("Tool shed");
        bob.dialog().getByLabel("Slow mode").selectOption("60");
        bob.dialog().getByLabel("Disappearing messages").selectOption("3600");
        closeDialog(bob);
        assertThat(alice.log()).containsText("Bob Lindqvist had messages disappear after");
        banAndForgive();
        theLastOwnerNamesAnother();
    }

    private static void banAndForgive() {
        choose(alice, "Carol Duarte", "Remove from the group");
        assertThat(carol.page().getByText("You don\u2019t belong to this conversation"))
                .isVisible();
        assertThat(carol.page().getByRole(AriaRole.LOG)).hasCount(0);
        carol.button("Ask to join").click();
        assertThat(carol.page().getByText("Nobody can join here by themself.")).isVisible();

        detail(alice, "Add").click();
        alice.dialog()
                .getByRole(AriaRole.CHECKBOX)
                .filter(new Locator.FilterOptions().setHasText("Carol"))
                .click();
        alice.within("Add").click();
        assertThat(carol.page().getByText("Only admins write here")).isVisible();
        choose(bob, "Carol Duarte", "Ban");
        bob.dialog().getByLabel("For how long").selectOption("604800");
        bob.dialog().getByLabel("Reason").fill("lent the drill on");
        bob.within("Ban").click();
        assertThat(carol.page().getByText("You don\u2019t belong to this conversation"))
                .isVisible();
        settings(alice, "Banned people");
        assertThat(alice.dialog()).containsText("Carol Duarte");
        assertThat(alice.dialog()).containsText("lent the drill on");
        alice.within("Lift the ban").click();
        assertThat(alice.dialog()).containsText("Nobody is banned");
        closeDialog(alice);
    }

    private static void theLastOwnerNamesAnother() {
        detail(alice, "Leave group").click();
        assertThat(alice.dialog()).containsText("You are the only owner");
        alice.within("Hand over and leave").click();
        assertThat(row(alice, "Tool shed")).hasCount(0);
        assertThat(member(bob, "Bob Lindqvist")).containsText("Owner");
        settings(bob, "Delete group");
        bob.within("Delete for good").click();
        assertThat(bob.dialog()).containsText("That isn\u2019t its name.");
        bob.dialog().getByLabel("Group name").fill("Tool shed");
        bob.within("Delete for good").click();
        assertThat(row(bob, "Tool shed")).hasCount(0);
        assertThat(bob.page().getByText("Choose a chat")).isVisible();
        carol.page().navigate(server.http());
    }

    @Test
    void a_link_lets_a_guest_in_and_others_ask_until_it_is_open() {
        var group = seed.group(hers, "Night market", "Every Friday", List.of());
        alice.open("Night market");
        detail(alice, "Invite").click();
        alice.within("New link").click();
        var link = alice.dialog().locator(".invitation-row bdi").innerText();
        closeDialog(alice);
        var guest = Person.onPhone(chromium.browser(), "Greta", link);
        assertThat(guest.page().getByText("Night market")).isVisible();
        guest.page().getByLabel("Your name").fill("Greta");
        guest.button("Join as guest").click();
        assertThat(guest.composer()).isVisible();
        guest.say("hello from outside");
        alice.sees("hello from outside");
        assertThat(member(alice, "Greta")).containsText("Guest");
        assertThat(guest.errors()).isEmpty();
        guest.context().close();

        settings(alice, "Who may come in");
        alice.dialog().getByLabel("Who asks and is let in").check();
        assertThat(alice.within("Copy the link")).isVisible();
        closeDialog(alice);
        carol.page().navigate(server.http() + "/c/" + group);
        carol.button("Ask to join").click();
        assertThat(carol.page().getByText("You asked to join")).isVisible();
        assertThat(row(alice, "Night market").locator(".badge.at")).isVisible();
        alice.button("1 person asks to join").click();
        alice.within("Don\u2019t let \u2068Carol Duarte\u2069 in").click();
        assertThat(carol.page().getByText("You weren\u2019t let in")).isVisible();
        carol.button("Ask to join").click();
        alice.within("Let in").click();
        assertThat(alice.dialog()).containsText("Nobody asks now");
        closeDialog(alice);
        assertThat(carol.composer()).isVisible();
        carol.say("thank you");
        alice.sees("thank you");

        settings(alice, "Who may come in");
        alice.dialog().getByLabel("Everyone who has the link").check();
        closeDialog(alice);
        bob.page().navigate(server.http() + "/c/" + group);
        bob.button("Ask to join").click();
        bob.sees("thank you");
    }

    @Test
    void what_a_stranger_writes_waits_until_it_is_accepted() {
        bob.page().navigate(server.http() + "/#/settings/privacy");
        var setting = bob.page().getByLabel("Who may write to me first");
        setting.selectOption("request");
        bob.page().reload();
        assertThat(setting).hasValue("request");
        bob.tab("Chats").click();
        assertThat(bob.page().locator(".requests-row")).hasCount(0);

        carol.page().navigate(server.http());
        carol.openChatWith(bob).say("do you remember me?");
        assertThat(bob.page().locator(".requests-row .badge")).hasText("1");
        assertThat(bob.tab("Chats").locator(".badge")).hasCount(0);
        bob.page().locator(".requests-row").click();
        row(bob, "Carol Duarte").click();
        bob.sees("do you remember me?");
        assertThat(bob.composer()).hasCount(0);
        assertThat(row(bob, "Carol Duarte").locator(".badge")).hasCount(0);
        assertThat(carol.message("do you remember").locator(".tick.read")).hasCount(0);
        answer(bob, "Accept").click();
        bob.say("of course I do");
        carol.sees("of course I do");
        assertThat(bob.page().locator(".list-pane .place-title")).hasText("Chats");
        assertThat(row(bob, "Carol Duarte")).hasCount(1);
        othersAreSentAway();
    }

    /// To a stranger's request that is open.
    private static Locator answer(Person person, String name) {
        return person.page()
                .locator(".request-bar")
                .getByText(name, new Locator.GetByTextOptions().setExact(true));
    }

    private static void othersAreSentAway() {
        var erin = seed.person("erin", "Erin Walsh");
        var frank = seed.person("frank", "Frank Osei");
        for (var stranger : List.of(erin, frank)) {
            seed.say(stranger, seed.direct(stranger, his), "buy my coins");
        }
        assertThat(bob.page().locator(".requests-row .badge")).hasText("2");
        bob.page().locator(".requests-row").click();
        row(bob, "Erin Walsh").click();
        answer(bob, "Block").click();
        assertThat(row(bob, "Erin Walsh")).hasCount(0);
        row(bob, "Frank Osei").click();
        answer(bob, "Delete").click();
        bob.within("Delete").click();
        assertThat(bob.page().getByText("No requests")).isVisible();
        for (var stranger : List.of(erin, frank)) {
            assertThatThrownBy(() -> seed.say(stranger, seed.direct(stranger, his), "again"))
                    .hasMessageContaining("blocked");
        }
        bob.page().getByLabel("Back", new Page.GetByLabelOptions().setExact(true)).click();
        assertThat(row(bob, "Frank Osei")).hasCount(0);
    }

    @Test
    void what_is_not_right_is_told_to_the_operator() throws IOException {
        var group = seed.group(hers, "Street party", "", List.of(his, carols));
        seed.say(carols, group, "everyone here is a fool");
        bob.page().navigate(server.http());
        bob.open("Street party");
        bob.message("is a fool")
                .locator(".bubble")
                .click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        bob.page().getByRole(AriaRole.MENUITEM).getByText("Report").click();
        bob.dialog().getByLabel("Harassment").check();
        bob.dialog().getByLabel("What should they know?").fill("not the first time");
        bob.within("Send report").click();
        assertThat(bob.dialog()).containsText("Your report was sent");
        bob.within("Done").click();
        assertThat(bob.dialog()).hasCount(0);
        detail(bob, "Report group").click();
        bob.within("Send report").click();
        bob.within("Done").click();

        var operator = Files.readString(directory.resolve("data/admin-token")).strip();
        var desk = new Seed("http://127.0.0.1:" + server.port("admin"));
        var reports = desk.read("/admin/reports", operator).objects("items");
        assertThat(reports).extracting(one -> one.text("reason")).contains("harassment", "spam");
        var told = reports.getLast();
        assertThat(told.text("text")).isEqualTo("not the first time");
        var whole = desk.read("/admin/reports/" + told.required("id"), operator);
        assertThat(whole.objects("evidence").getFirst().text("text"))
                .isEqualTo("everyone here is a fool");
        assertThat(whole.object("user").orElseThrow().text("username")).isEqualTo("carol");
    }
}
