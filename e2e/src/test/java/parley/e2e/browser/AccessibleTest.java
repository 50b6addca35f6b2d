package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// Every place is there for those who don't see it, or have no mouse; and from right to left.
class AccessibleTest {
    private static Chromium chromium;
    private static RunningServer server;

    @BeforeAll
    static void open(@TempDir Path directory) {
        chromium = Chromium.launch();
        server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
        Cafe.open(server.http());
    }

    @AfterAll
    static void close() {
        server.close();
        chromium.close();
    }

    private static Person alice() {
        return Person.at(chromium.browser(), "Alice", server.http());
    }

    @Test
    void no_place_has_a_serious_flaw() {
        var alice = alice();
        for (var form : List.of("Sign in", "Create account", "Join as guest")) {
            if (alice.button(form).count() > 0 && !form.equals("Sign in")) {
                alice.button(form).first().click();
            }
            bothLooks(alice, form);
            alice.page().reload();
            assertThat(alice.button("Join as guest")).isVisible();
        }
        alice.signIn();
        Places.all()
                .forEach((name, go) -> {
                    go.accept(alice);
                    bothLooks(alice, name);
                });
        assertThat(alice.errors()).isEmpty();
        alice.context().close();
    }

    private static void bothLooks(Person person, String place) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            person.page()
                    .emulateMedia(
                            new Page.EmulateMediaOptions()
                                    .setColorScheme(scheme)
                                    .setReducedMotion(ReducedMotion.REDUCE));
            Places.settle(person.page());
            Places.nothingStandsOutside(person.page(), place);
            assertThat(seriousFlaws(person.page(), place, scheme == ColorScheme.DARK))
                    .as("%s, %s", place, scheme)
                    .isEmpty();
        }
    }

    /// Only colours differ in the dark, so there the rest isn't looked at twice.
    private static List<String> seriousFlaws(Page page, String place, boolean coloursOnly) {
        // no blank page for what frames bring together: there are none
        var axe = new AxeBuilder(page).setLegacyMode(true).options(onlyViolations());
        if (coloursOnly) {
            axe.withRules(List.of("color-contrast"));
        }
        partOf(page, place).ifPresent(axe::include);
        return axe.analyze().getViolations().stream()
                .filter(flaw -> List.of("serious", "critical").contains(flaw.getImpact()))
                .map(flaw -> flaw.getId() + ": " + flaw.getNodes().getFirst().getHtml())
                .toList();
    }

    private static AxeRunOptions onlyViolations() {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return options;
    }

    /// What a place adds to those before it; else the whole page.
    private static Optional<String> partOf(Page page, String place) {
        if (page.locator("dialog[open]").count() > 0) {
            return Optional.of("dialog[open]");
        }
        return switch (place) {
            case "Sign in", "Create account", "Join as guest", "conversation" -> Optional.empty();
            case "details", "thread" -> Optional.of(".details-pane");
            case "chats", "search", "contacts", "settings", "requests" -> Optional.of(".list-pane");
            default -> Optional.of(".main-pane");
        };
    }

    @Test
    void everything_is_done_by_keys_and_the_focus_is_never_lost() {
        var alice = alice().signIn();
        var page = alice.page();
        searchByKey(page);
        page.keyboard().type("Repair");
        assertThat(page.locator("mark").first()).isVisible();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(alice.composer()).isFocused();
        // before that there is nowhere to go
        assertThat(alice.log().getByText("Already in the car").first()).isVisible();

        page.keyboard().press("Shift+Tab");
        focusIsOn(page, "one trip is enough");
        page.keyboard().press("ArrowUp");
        focusIsOn(page, "Already in the car");
        page.keyboard().press("Shift+F10");
        assertThat(page.locator(".card-rows > button").first()).isFocused();
        page.keyboard().press("Escape");
        focusIsOn(page, "Already in the car");
        page.keyboard().press("Escape");
        assertThat(alice.composer()).isFocused();

        page.keyboard().press("Alt+ArrowDown");
        assertThat(page.locator(".who-bar .head")).not().hasText("Repair Caf\u00E9 Lisboa");
        assertThat(alice.composer()).isFocused();
        page.keyboard().press("F6");
        page.keyboard().press("F6");
        assertThat(page.locator(".list-pane :focus")).hasCount(1);
        page.keyboard().press("Control+/");
        assertThat(page.locator(".keys")).isVisible();
        assertThat(alice.errors()).isEmpty();
        alice.context().close();
    }

    // a key that is pressed while the page is still being made is nobody's
    private static void searchByKey(Page page) {
        page.waitForCondition(() -> {
            page.keyboard().press("Control+k");
            return page.locator(".list-pane input[type=search]:focus").count() == 1;
        });
    }

    private static void focusIsOn(Page page, String text) {
        page.waitForFunction("text => document.activeElement.ariaLabel?.includes(text)", text);
    }

    @Test
    void from_right_to_left_everything_stands_the_other_way_round() {
        var alice = alice().signIn().open("Repair Caf\u00E9 Lisboa");
        var page = alice.page();
        page.evaluate("() => { document.documentElement.dir = 'rtl' }");
        page.waitForFunction(
                """
                () => {
                  const left = (selector) => document.querySelector(selector).getBoundingClientRect().left;
                  const own = [...document.querySelectorAll('.said.own .bubble')].at(-1);
                  const other = document.querySelector('.said:not(.own) .bubble');
                  if (!own || !other || !document.querySelector('.details-pane')) return false;
                  return left('.list-pane') > left('.main-pane')
                    && left('.main-pane') > left('.details-pane')
                    && own.getBoundingClientRect().left < other.getBoundingClientRect().left
                    && left('.send') < left('.composer textarea');
                }\
                """);
        Places.nothingStandsOutside(page, "from right to left");
        alice.context().close();
    }

    @Test
    void another_language_is_spoken_at_once() {
        var alice = alice().signIn();
        var page = alice.page();
        page.evaluate("() => { location.hash = '#/settings/language' }");
        page.getByLabel("Portugu\u00EAs").check();
        assertThat(page.getByText("Defini\u00E7\u00F5es").first()).isVisible();
        assertThat(page.locator("html")).hasAttribute("lang", "pt");
        page.reload();
        assertThat(page.getByText("Defini\u00E7\u00F5es").first()).isVisible();
        alice.context().close();
    }
}
