package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// Other surroundings than the usual: behind a proxy's path, in a browser that keeps nothing,
/// beside a newer version of itself.
class SurroundingsTest {
    private static Chromium chromium;
    private static RunningServer server;
    private static Seed seed;
    private static Seed.Someone bob;

    @BeforeAll
    static void open(@TempDir Path directory) {
        chromium = Chromium.launch();
        server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
        seed = new Seed(server.http());
        bob = seed.person("bob", "Bob Lindqvist");
    }

    @AfterAll
    static void close() {
        server.close();
        chromium.close();
    }

    private static BrowserContext desk() {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    }

    private static void says(String username, String text) {
        var her = new Seed.Someone(seed.idOf(bob, username), "");
        seed.say(bob, seed.direct(bob, her), text);
    }

    @Test
    void under_a_path_of_a_proxy_all_of_it_works() {
        try (var proxy = new PickyProxy(server.port("http"), "/chat")) {
            var alice = Person.in(desk(), "Alice Moreau", proxy.address() + "/").signUp();
            says("alice", "hello");
            alice.open("Bob Lindqvist").sees("hello");
            alice.say("hello from under a path");
            assertThat(alice.message("hello from under").locator(".tick.sent, .tick.received"))
                    .isVisible();
            assertThat(
                            alice.page()
                                    .evaluate(
                                            "async () => (await navigator.serviceWorker.ready).scope"))
                    .isEqualTo(proxy.address() + "/");
            alice.page().reload();
            alice.sees("hello from under a path");
            says("alice", "still there?");
            alice.sees("still there?");

            proxy.refuse("upgrade: websocket");
            proxy.cut();
            says("alice", "and by a stream?");
            alice.sees("and by a stream?");
            assertThat(alice.errors()).isEmpty();
            alice.context().close();
        }
    }

    @Test
    void a_browser_that_keeps_nothing_chats_all_the_same() {
        var hers = desk();
        hers.addInitScript(
                """
                delete window.SharedWorker;
                IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); };
                """);
        var carol = Person.in(hers, "Carol Duarte", server.http()).signUp();
        says("carol", "hello");
        carol.open("Bob Lindqvist").sees("hello");
        carol.say("nothing is kept here");
        carol.sees("nothing is kept here");
        carol.page().reload();
        carol.open("Bob Lindqvist").sees("nothing is kept here");
        assertThat(carol.errors()).isEmpty();
        hers.close();
    }

    @Test
    void a_newer_version_waits_until_it_is_taken() {
        var dana = Person.in(desk(), "Dana Okafor", server.http()).signUp();
        var page = dana.page();
        page.evaluate("async () => (await navigator.serviceWorker.ready).active.state");
        page.reload();
        page.waitForFunction("() => navigator.serviceWorker.controller !== null");
        // the same worker under another name is a newer one to the browser
        page.evaluate("() => navigator.serviceWorker.register('sw.js?newer')");
        var strip =
                page.locator(".strip").filter(new Locator.FilterOptions().setHasText("updated"));
        assertThat(strip).isVisible();
        page.evaluate("() => { window.before = true }");
        strip.getByRole(AriaRole.BUTTON).click();
        page.waitForFunction(
                "() => window.before === undefined && document.readyState === 'complete'");
        assertThat(dana.tab("Chats")).isVisible();
        // the page asks for its worker by its own name again, which may be one more update
        page.waitForFunction(
                "() => navigator.serviceWorker.controller.scriptURL.endsWith('?newer')");
        assertThat(dana.errors()).isEmpty();
        dana.context().close();
    }
}
