package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// Two people, two browsers, one server.
class TwoPeopleTest {
    private static final String READ = ".tick.read";

    private static Chromium chromium;

    @TempDir private Path directory;

    private RunningServer server;
    private Person alice;
    private Person bob;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void start() {
        server = RunningServer.start(directory);
        alice = Person.at(chromium.browser(), "Alice Moreau", server.http()).signUp();
        bob = Person.onPhone(chromium.browser(), "Bob Lindqvist", server.http()).signUp();
    }

    @AfterEach
    void stop() {
        assertThat(alice.errors()).isEmpty();
        assertThat(bob.errors()).isEmpty();
        alice.context().close();
        bob.context().close();
        server.close();
    }

    @Test
    void they_find_each_other_talk_and_see_what_was_read() {
        alice.openChatWith(bob).say("Doors open at 10 on Saturday.");
        alice.sees("Doors open at 10 on Saturday.");
        bob.open("Alice Moreau").sees("Doors open at 10 on Saturday.");
        assertThat(alice.message("Doors open").locator(READ)).isVisible();

        bob.composer().fill("I");
        assertThat(alice.page().locator(".typing-row")).containsText("typing");
        bob.say("I can, from work.");
        alice.sees("I can, from work.");
        assertThat(bob.message("I can").locator(READ)).isVisible();
    }

    @Test
    void nothing_is_lost_or_doubled_over_a_crash_of_the_server_and_a_reload() {
        alice.openChatWith(bob).say("before");
        bob.open("Alice Moreau").sees("before");
        server.kill();
        alice.say("while it was down");
        assertThat(alice.page().getByText("Offline").first()).isVisible();
        server.restart();
        bob.sees("while it was down");
        alice.sees("while it was down");
        bob.say("and after");
        alice.sees("and after");

        alice.page().reload();
        alice.open("Bob Lindqvist");
        for (var text : List.of("before", "while it was down", "and after")) {
            alice.sees(text);
        }
    }

    @Test
    void what_someone_writes_is_shown_and_never_run() {
        var hostile =
                List.of(
                        "<img src=x onerror=\"window.hurt=1\">",
                        "javascript:window.hurt=1",
                        "<script>window.hurt=1</script>",
                        "\u202Egnp.exe",
                        "w".repeat(3_000));
        alice.openChatWith(bob);
        hostile.forEach(alice::say);
        bob.open("Alice Moreau");
        assertThat(bob.log().getByRole(AriaRole.ARTICLE)).hasCount(hostile.size());
        bob.sees("onerror");
        assertThat(bob.page().evaluate("() => window.hurt")).isNull();
        assertThat(bob.page().locator("a[href^='javascript']")).hasCount(0);
        assertThat(bob.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void who_signs_out_is_out_after_a_reload_too() {
        alice.page().getByText("Settings").last().click();
        alice.button("Sign out").click();
        alice.page()
                .locator("dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Sign out").setExact(true))
                .click();
        assertThat(alice.page().getByLabel("Password").first()).isVisible();
        alice.page().reload();
        assertThat(alice.page().getByLabel("Password").first()).isVisible();
    }

    @Test
    void no_place_has_a_serious_flaw_for_those_who_cannot_see_it() {
        alice.openChatWith(bob).say("Hello");
        bob.open("Alice Moreau").say("Hello too");
        alice.sees("Hello too");
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var person : List.of(alice, bob)) {
                person.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                assertThat(seriousFlaws(person)).as("%s %s", person.username(), scheme).isEmpty();
            }
        }
    }

    private static List<String> seriousFlaws(Person person) {
        return new AxeBuilder(person.page())
                .analyze().getViolations().stream()
                        .filter(flaw -> List.of("serious", "critical").contains(flaw.getImpact()))
                        .map(flaw -> flaw.getId() + ": " + flaw.getNodes().getFirst().getHtml())
                        .toList();
    }
}
