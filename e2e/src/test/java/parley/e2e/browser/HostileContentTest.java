package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// What is written to do harm is shown, and does none: not to the page, nor to its layout.
class HostileContentTest {
    private static final List<String> HOSTILE =
            List.of(
                    "<img src=x onerror=alert(1)>",
                    "<script>alert(1)</script><svg onload=alert(1)>",
                    "javascript:alert(1) and [a](javascript:alert(1))",
                    "data:text/html,<script>alert(1)</script>",
                    "https://example.org/%22onmouseover=%22alert(1)",
                    "\u202Egnp.exe turned \u2066around\u2069",
                    "w".repeat(5_000),
                    "zero\u200B".repeat(800),
                    "a" + "\u0301".repeat(2_000),
                    "\uD83D\uDE00".repeat(1_000),
                    "line\n".repeat(900),
                    "**".repeat(1_000) + "`".repeat(999),
                    "\u0645\u0631\u062D\u0628\u0627 hello \u0628\u0643");

    /// Set before anything of the page runs: whatever the policy stops is kept.
    private static final String WATCH =
            "window.stopped = []; document.addEventListener('securitypolicyviolation',"
                    + " (event) => window.stopped.push(event.violatedDirective + event.blockedURI));";

    /// Whatever stands out of the log to its side.
    private static final String OUTSIDE =
            """
            () => {
              const box = document.querySelector('.log').getBoundingClientRect();
              return [...document.querySelectorAll('.log .bubble')].filter((bubble) => {
                const { left, right } = bubble.getBoundingClientRect();
                return left < box.left - 1 || right > box.right + 1;
              }).length;
            }\
            """;

    @Test
    void it_is_shown_and_never_run(@TempDir Path directory) {
        try (var chromium = Chromium.launch();
                var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            var seed = new Seed(server.http());
            var mallory = seed.person("mallory", "<b onclick=alert(1)>\u202EMallory</b>");
            var bob = Person.onPhone(chromium.browser(), "Bob Lindqvist", server.http()).signUp();
            var dialogs = new ArrayList<String>();
            bob.page()
                    .onDialog(dialog -> {
                        dialogs.add(dialog.message());
                        dialog.dismiss();
                    });
            bob.page().addInitScript(WATCH);
            bob.page().reload();
            assertThat(bob.tab("Chats")).isVisible();
            var talk = seed.direct(mallory, new Seed.Someone(seed.idOf(mallory, "bob"), ""));
            for (var text : HOSTILE) {
                seed.say(mallory, talk, quoted(text));
            }
            bob.open("Mallory");
            var page = bob.page();
            assertThat(bob.message("onerror")).isVisible();
            page.locator(".jump").click();
            assertThat(bob.message("hello")).isVisible();
            for (int turn = 0; turn < 12; turn++) {
                assertThat(page.evaluate(OUTSIDE)).isEqualTo(0);
                page.evaluate("() => document.querySelector('.log').scrollTop -= 500");
                page.evaluate("() => new Promise(requestAnimationFrame)");
            }
            assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(page.locator(".log img, .log script, .log [onclick], .log svg[onload]"))
                    .hasCount(0);
            var links = page.locator(".log a").all();
            for (var link : links) {
                assertThat(link.getAttribute("href")).matches("https?://.*");
                assertThat(link.getAttribute("rel")).isEqualTo("noopener noreferrer");
            }
            assertThat(page.getByRole(AriaRole.LOG)).isVisible();
            assertThat(dialogs).isEmpty();
            assertThat((List<?>) page.evaluate("() => window.stopped")).isEmpty();
            assertThat(bob.errors()).isEmpty();
        }
    }

    /// As a string of JSON, without its quotation marks.
    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
