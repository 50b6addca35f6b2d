package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.e2e.RunningServer;

/// Bad networks, many tabs, closed tabs: nothing is lost, nothing is doubled, all tabs show the
/// same.
class ConnectionTest {
    private static Chromium chromium;

    @TempDir private static Path directory;
    private static RunningServer server;
    private static int tests;

    private PickyProxy network;

    @SuppressWarnings("NullAway.Init") // each journey begins with meet
    private Person alice;

    @SuppressWarnings("NullAway.Init")
    private Person bob;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
        server = RunningServer.start(directory);
    }

    @AfterAll
    static void quit() {
        chromium.close();
        server.close();
    }

    @BeforeEach
    void start() {
        tests++;
        network = new PickyProxy(server.port("http"));
    }

    @AfterEach
    void stop() {
        assertThat(alice.errors()).isEmpty();
        assertThat(bob.errors()).isEmpty();
        alice.context().close();
        bob.context().close();
        network.close();
    }

    /// Alice behind the bad network, Bob beside the server, each with the other's chat open.
    private void meet(BrowserContext hers) {
        bob = Person.at(chromium.browser(), "Bob" + tests + " Lindqvist", server.http()).signUp();
        alice = Person.in(hers, "Alice" + tests + " Moreau", network.address()).signUp();
        alice.openChatWith(bob).say("hello");
        bob.open("Alice" + tests + " Moreau").sees("hello");
    }

    private static BrowserContext desk() {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    }

    @Test
    void what_is_written_offline_waits_and_goes_out_in_order_on_return() {
        meet(desk());
        network.goAway();
        alice.say("first");
        assertThat(alice.page().getByText("Offline").first()).isVisible();
        alice.say("second").say("third");
        for (var text : List.of("first", "second", "third")) {
            alice.sees(text);
        }
        network.comeBack();
        bob.sees("third");
        assertThat(bob.log().getByRole(AriaRole.ARTICLE))
                .containsText(new String[] {"hello", "first", "second", "third"});
        assertThat(alice.log().getByRole(AriaRole.ARTICLE)).hasCount(4);
    }

    @Test
    void a_network_without_websockets_or_streams_carries_the_chat() {
        meet(desk());
        network.refuse("upgrade: websocket");
        network.cut();
        bob.say("by an event stream");
        alice.sees("by an event stream");
        alice.say("so do I");
        bob.sees("so do I");
        network.refuse("upgrade: websocket", "text/event-stream");
        network.cut();
        bob.say("by a long poll");
        alice.sees("by a long poll");
        alice.say("so do I again");
        bob.sees("so do I again");
        assertThat(alice.log().getByRole(AriaRole.ARTICLE)).hasCount(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void two_tabs_show_the_same_also_when_the_first_one_closes(boolean sharedWorker) {
        var hers = desk();
        if (!sharedWorker) {
            hers.addInitScript("delete window.SharedWorker");
        }
        meet(hers);
        var second = tab(hers, alice.page().url());
        sees(second, "hello");
        alice.say("from the first tab");
        sees(second, "from the first tab");
        say(second, "from the second tab");
        alice.sees("from the second tab");
        alice.page().close();
        say(second, "and on");
        bob.sees("and on");
        bob.say("still there?");
        sees(second, "still there?");
        assertThat(articles(second)).hasCount(5);
        assertThat(bob.log().getByRole(AriaRole.ARTICLE)).hasCount(5);
    }

    @Test
    void a_tab_closed_with_a_waiting_message_opens_from_the_cache_and_sends_it_once() {
        meet(desk());
        alice.page().evaluate("() => navigator.serviceWorker.ready.then(() => true)");
        network.goAway();
        alice.say("written on a train");
        alice.sees("written on a train");
        var place = alice.page().url();
        alice.page().close();

        var again = tab(alice.context(), place);
        sees(again, "hello");
        sees(again, "written on a train");
        network.comeBack();
        bob.sees("written on a train");
        bob.say("got it");
        sees(again, "got it");
        assertThat(articles(again)).hasCount(3);
        again.reload();
        sees(again, "got it");
        assertThat(articles(again)).hasCount(3);
        assertThat(bob.log().getByRole(AriaRole.ARTICLE)).hasCount(3);
    }

    @Test
    void who_is_signed_out_elsewhere_is_out_within_five_seconds() {
        meet(desk());
        var other = desk();
        var page = tab(other, server.http());
        page.locator("input[name=login]").fill(alice.username());
        page.locator("input[type=password]").first().fill(Person.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        assertThat(page.getByText("Chats").last()).isVisible();
        page.navigate(server.http() + "/#/settings/privacy");
        page.locator(".setting button").getByText("Sign out").first().click();
        assertThat(alice.page().locator("input[type=password]").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(5_000));
        assertThat(alice.page().evaluate(KEPT)).isEqualTo(0);
        other.close();
    }

    private static final String KEPT =
            """
            () => new Promise((resolve) => {
              const opening = indexedDB.open("parley");
              opening.onsuccess = () => {
                const stores = opening.result.transaction(["conversations"]);
                const counting = stores.objectStore("conversations").count();
                counting.onsuccess = () => resolve(counting.result);
              };
            })\
            """;

    private static Page tab(BrowserContext context, String address) {
        var page = context.newPage();
        page.navigate(address);
        return page;
    }

    private static Locator articles(Page page) {
        return page.getByRole(AriaRole.LOG).getByRole(AriaRole.ARTICLE);
    }

    private static void sees(Page page, String text) {
        assertThat(articles(page).filter(new Locator.FilterOptions().setHasText(text))).hasCount(1);
    }

    private static void say(Page page, String text) {
        var composer = page.locator(".composer textarea");
        composer.fill(text);
        composer.press("Enter");
    }
}
