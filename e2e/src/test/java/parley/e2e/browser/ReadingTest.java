package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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

/// Finding one's way in what was said: the first unread message, the last one, one that names you,
/// some to take along; and in a list of chats.
class ReadingTest {
    private static Chromium chromium;

    @TempDir private static Path directory;
    private static RunningServer server;
    private static int tests;

    @SuppressWarnings("NullAway.Init") // each journey begins by signing in
    private Person alice;

    private Seed seed;
    private Seed.Someone hers;
    private Seed.Someone bob;
    private String group;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
        server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
    }

    @AfterAll
    static void quit() {
        chromium.close();
        server.close();
    }

    @BeforeEach
    void fill() {
        tests++;
        seed = new Seed(server.http());
        hers = seed.person("alice" + tests, "Alice Moreau");
        bob = seed.person("bob" + tests, "Bob Lindqvist");
        group = seed.group(bob, "Repair Caf\u00E9", "", List.of(hers));
    }

    @AfterEach
    void leave() {
        assertThat(alice.errors()).isEmpty();
        alice.context().close();
    }

    private void say(int from, int to) {
        for (int n = from; n <= to; n++) {
            seed.say(bob, group, "note " + n + ".");
        }
    }

    private void onDesk() {
        alice = Person.at(chromium.browser(), "alice" + tests, server.http()).signIn();
    }

    private void onPhone() {
        alice = Person.onPhone(chromium.browser(), "alice" + tests, server.http()).signIn();
    }

    private Locator row(String title) {
        return alice.page()
                .locator(".rows .row")
                .filter(new Locator.FilterOptions().setHasText(title));
    }

    private void choose(Locator row, String item) {
        row.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        alice.page()
                .getByRole(
                        AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    @Test
    void a_chat_opens_at_the_first_unread_message_and_leads_to_the_last() {
        say(1, 20);
        onDesk();
        alice.open("Repair Caf\u00E9");
        alice.page().locator("[data-seq='20']").scrollIntoViewIfNeeded();
        assertThat(row("Repair").locator(".badge")).hasCount(0);
        alice.page().locator(".tabs a").last().click();
        say(21, 60);
        assertThat(alice.tab("Chats").locator(".badge")).hasText("1");
        alice.tab("Chats").click();
        alice.open("Repair Caf\u00E9");
        assertThat(alice.page().locator(".unread-line")).isInViewport();
        assertThat(alice.message("note 21.")).isInViewport();
        var jump = alice.button("Jump to latest");
        assertThat(jump.locator(".badge")).isVisible();
        jump.click();
        assertThat(alice.message("note 60.")).isInViewport();
        assertThat(jump).hasCount(0);
        assertThat(row("Repair").locator(".badge")).hasCount(0);
    }

    @Test
    void far_above_lies_the_first_unread_message_and_one_press_goes_there() {
        say(1, 3);
        onDesk();
        alice.open("Repair Caf\u00E9");
        assertThat(alice.message("note 3.")).isInViewport();
        assertThat(row("Repair").locator(".badge")).hasCount(0);
        alice.page().locator(".tabs a").last().click();
        alice.page().reload();
        say(4, 180);
        assertThat(alice.tab("Chats").locator(".badge")).hasText("1");
        alice.page().reload();
        alice.tab("Chats").click();
        alice.open("Repair Caf\u00E9");
        alice.page()
                .waitForFunction(
                        "() => document.querySelector('.unread-line, .unread-chip') !== null");
        var chip = alice.page().locator(".unread-chip");
        if (chip.count() > 0) {
            chip.click();
        }
        assertThat(alice.page().locator(".unread-line")).isInViewport();
        assertThat(alice.message("note 4.")).isInViewport();
    }

    @Test
    void who_is_named_sees_it_in_the_list_and_in_the_message() {
        onDesk();
        var his = Person.at(chromium.browser(), "bob" + tests, server.http()).signIn();
        his.open("Repair Caf\u00E9").composer().fill("Could ");
        his.composer().pressSequentially("@ali");
        assertThat(his.page().getByRole(AriaRole.OPTION)).hasCount(1);
        his.composer().press("Enter");
        assertThat(his.composer()).hasValue("Could @alice" + tests + " ");
        his.composer().pressSequentially("bring the lead?");
        his.composer().press("Enter");
        assertThat(row("Repair").locator(".badge.at")).isVisible();
        alice.open("Repair Caf\u00E9");
        assertThat(alice.message("bring the lead?").locator("mark")).hasText("@alice" + tests);
        assertThat(row("Repair").locator(".badge.at")).hasCount(0);
        assertThat(his.message("bring the lead?").locator(".text b")).hasText("@alice" + tests);
        assertThat(his.errors()).isEmpty();
        his.context().close();
    }

    @Test
    void messages_are_selected_and_copied_together() {
        say(1, 3);
        onDesk();
        alice.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        var page = alice.page();
        alice.open("Repair Caf\u00E9");
        choose(alice.message("note 1.").locator(".bubble"), "Select");
        assertThat(page.locator(".bar.selecting")).containsText("1 selected");
        alice.message("note 3.").click();
        assertThat(page.locator(".bar.selecting")).containsText("2 selected");
        alice.button("Copy text").click();
        assertThat(page.locator(".bar.selecting")).hasCount(0);
        assertThat(alice.composer()).isFocused();
        assertThat((String) page.evaluate("() => navigator.clipboard.readText()"))
                .contains("Bob Lindqvist", "note 1.", "note 3.")
                .doesNotContain("note 2.");

        page.keyboard().press("Shift+Tab");
        page.keyboard().press("s");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Space");
        assertThat(page.locator(".bar.selecting")).containsText("2 selected");
        page.keyboard().press("Escape");
        assertThat(page.locator(".bar.selecting")).hasCount(0);
        assertThat(page.locator(".said.chosen")).hasCount(0);
    }

    @Test
    void a_long_press_opens_what_can_be_done_with_a_message() {
        say(1, 2);
        onPhone();
        alice.open("Repair Caf\u00E9");
        press(alice.message("note 1.").locator(".bubble"));
        var page = alice.page();
        assertThat(page.locator(".lifted")).containsText("note 1.");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Select")).tap();
        assertThat(page.locator(".bar.selecting")).containsText("1 selected");
        assertThat(page.locator(".lifted")).hasCount(0);
        alice.message("note 2.").tap();
        assertThat(page.locator(".bar.selecting")).containsText("2 selected");
        alice.button("End the selection").tap();
        page.goBack();
        press(row("Repair"));
        assertThat(
                        page.getByRole(
                                AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Archive")))
                .isVisible();
    }

    /// A finger that stays until the menu is there.
    private void press(Locator what) {
        var box = what.boundingBox();
        var session = alice.context().newCDPSession(alice.page());
        var point = new JsonObject();
        point.addProperty("x", box.x + box.width / 2);
        point.addProperty("y", box.y + box.height / 2);
        session.send("Input.dispatchTouchEvent", touch("touchStart", "[" + point + "]"));
        assertThat(alice.page().getByRole(AriaRole.MENU)).isVisible();
        session.send("Input.dispatchTouchEvent", touch("touchEnd", "[]"));
        session.detach();
    }

    private static JsonObject touch(String type, String points) {
        var event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", JsonParser.parseString(points));
        return event;
    }

    @Test
    void a_chat_is_pinned_and_archived_by_its_menu_and_comes_back() {
        var other = seed.group(bob, "Workshop News", "", List.of(hers));
        seed.say(bob, group, "older");
        seed.say(bob, other, "newer");
        onDesk();
        assertThat(alice.page().locator(".rows .row").first()).containsText("Workshop News");
        choose(row("Repair"), "Pin");
        assertThat(alice.page().locator(".rows .row").first()).containsText("Repair");
        choose(row("Workshop News"), "Archive");
        assertThat(row("Workshop News")).hasCount(0);
        alice.page().getByText("Archived").click();
        assertThat(row("Workshop News")).isVisible();
        assertThat(row("Repair")).hasCount(0);
        choose(row("Workshop News"), "Move out of the archive");
        alice.page().getByText("Archived").first().click();
        assertThat(row("Workshop News")).isVisible();
        alice.page().reload();
        assertThat(alice.page().locator(".rows .row").first()).containsText("Repair");
        assertThat(row("Repair").locator("use[href='#i-pin']")).isAttached();
    }
}
