package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// What is new is told where somebody sees it, and only there.
class NoticesTest {
    private static final String TOLD =
            """
            async () => {
              const registration = await navigator.serviceWorker.ready;
              const notices = await registration.getNotifications();
              return notices.map(({ title, body }) => title + ': ' + body).join('\\n');
            }\
            """;

    private static Chromium chromium;

    @TempDir private static Path directory;
    private static RunningServer server;
    private static int tests;

    @SuppressWarnings("NullAway.Init") // each journey begins by signing in
    private Person alice;

    private Seed seed;
    private Seed.Someone bob;
    private String talk;
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
    void meet() {
        tests++;
        seed = new Seed(server.http());
        var hers = seed.person("alice" + tests, "Alice Moreau");
        bob = seed.person("bob" + tests, "Bob Lindqvist");
        talk = seed.direct(bob, hers);
        group = seed.group(bob, "Repair Caf\u00E9", "", List.of(hers));
        seed.say(bob, talk, "hello");
    }

    @AfterEach
    void leave() {
        assertThat(alice.errors()).isEmpty();
        alice.context().close();
    }

    private void onDesk() {
        alice = Person.at(chromium.browser(), "alice" + tests, server.http()).signIn();
    }

    @Test
    void the_title_and_the_icon_say_that_something_is_unread() {
        onDesk();
        var page = alice.page();
        assertThat(page).hasTitle("(1) Parley");
        assertThat(page.locator("link[rel=icon]")).hasAttribute("href", Pattern.compile("^data:"));
        alice.open("Bob Lindqvist").sees("hello");
        assertThat(page).hasTitle("Parley");
        assertThat(page.locator("link[rel=icon]"))
                .hasAttribute("href", Pattern.compile("mark-\\w+\\.svg$"));
    }

    @Test
    void a_muted_chat_is_counted_nowhere_but_in_its_row() {
        onDesk();
        var page = alice.page();
        var row = page.locator(".row").filter(new Locator.FilterOptions().setHasText("Bob"));
        row.click(
                new Locator.ClickOptions()
                        .setButton(com.microsoft.playwright.options.MouseButton.RIGHT));
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Mute")).click();
        assertThat(page).hasTitle("Parley");
        assertThat(row.locator(".badge.quiet")).hasText("1");
        seed.say(bob, talk, "are you there?");
        assertThat(row.locator(".badge.quiet")).hasText("2");
        assertThat(page).hasTitle("Parley");
    }

    @Test
    void the_browser_tells_while_nobody_looks_and_one_notice_stands_for_a_chat() {
        onDesk();
        var page = alice.page();
        alice.context().grantPermissions(List.of("notifications"));
        page.evaluate("() => { location.hash = '#/settings/notices' }");
        page.getByRole(AriaRole.SWITCH).first().click();
        assertThat(page.getByRole(AriaRole.SWITCH).first()).hasAttribute("aria-checked", "true");
        seed.say(bob, talk, "while she looks");
        assertThat(page).hasTitle("(1) Parley");
        assertThat(page.evaluate(TOLD)).isEqualTo("");

        lookAway(page);
        seed.say(bob, talk, "while she does not");
        page.waitForFunction(
                "async () => (await (" + TOLD + ")()) === 'Bob Lindqvist: while she does not'");
        seed.say(bob, talk, "and again");
        page.waitForFunction("async () => (await (" + TOLD + ")()) === 'Bob Lindqvist: and again'");
    }

    /// As if another window were in front.
    private static void lookAway(Page page) {
        page.evaluate(
                """
                () => {
                  document.hasFocus = () => false;
                  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
                  document.dispatchEvent(new Event('visibilitychange'));
                }\
                """);
    }

    @Test
    void a_phone_that_shows_another_page_tells_in_a_bar() {
        alice = Person.onPhone(chromium.browser(), "alice" + tests, server.http()).signIn();
        var page = alice.page();
        alice.open("Bob Lindqvist").sees("hello");
        seed.say(bob, talk, "in the open chat");
        alice.sees("in the open chat");
        assertThat(page.locator(".notice-bar")).hasCount(0);
        seed.say(bob, group, "Doors open at ten");
        assertThat(page.locator(".notice-bar")).containsText("Bob: Doors open at ten");
        page.locator(".notice-bar").click();
        assertThat(page.locator(".who-bar .head")).hasText("Repair Caf\u00E9");
        assertThat(page.locator(".notice-bar")).hasCount(0);
    }
}
