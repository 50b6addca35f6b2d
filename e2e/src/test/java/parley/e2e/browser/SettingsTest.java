package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// One's own account: its name, its password, its devices, its end.
class SettingsTest {
    private static Chromium chromium;
    private static RunningServer server;
    private static int tests;

    private Person alice;

    @BeforeAll
    static void open(@TempDir Path directory) {
        chromium = Chromium.launch();
        server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
    }

    @AfterAll
    static void close() {
        server.close();
        chromium.close();
    }

    @BeforeEach
    void come() {
        tests++;
        alice = Person.at(chromium.browser(), "alice" + tests, server.http()).signUp();
    }

    @AfterEach
    void leave() {
        assertThat(alice.errors()).isEmpty();
        alice.context().close();
    }

    private Page at(String page) {
        alice.page().evaluate("page => { location.hash = '#/settings/' + page }", page);
        return alice.page();
    }

    private Locator signInField() {
        return alice.page().locator("input[name=login]");
    }

    private void signInWith(String password) {
        signInField().fill(alice.username());
        alice.page().locator("input[name=password]").fill(password);
        alice.button("Sign in").click();
    }

    @Test
    void a_new_password_holds_from_the_next_sign_in() {
        var page = at("privacy");
        alice.button("Change").click();
        page.locator("input[name=password]").fill("not the password");
        page.locator("input[name=next]").fill("another fine password");
        alice.button("Change password").click();
        assertThat(page.locator(".error")).isVisible();
        page.locator("input[name=password]").fill(Person.PASSWORD);
        alice.button("Change password").click();
        assertThat(page.getByText("Password changed.")).isVisible();

        alice.page().getByText("Settings").last().click();
        alice.button("Sign out").last().click();
        page.locator("dialog .button.danger").click();
        signInWith(Person.PASSWORD);
        assertThat(page.locator(".error")).isVisible();
        signInWith("another fine password");
        assertThat(alice.tab("Chats")).isVisible();
    }

    @Test
    void every_other_device_is_signed_out_at_once() {
        var phone = Person.onPhone(chromium.browser(), "alice" + tests, server.http()).signIn();
        var tablet = Person.onPhone(chromium.browser(), "alice" + tests, server.http()).signIn();
        var page = at("privacy");
        assertThat(page.getByText("This device", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        alice.button("Sign out everywhere else").click();
        for (var other : new Person[] {phone, tablet}) {
            assertThat(other.page().locator("input[name=login]")).isVisible();
            assertThat(other.page().getByText("signed out")).isVisible();
            assertThat(other.errors()).isEmpty();
            other.context().close();
        }
        assertThat(alice.button("Sign out everywhere else")).hasCount(0);
        assertThat(page.getByText("This device", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void who_deletes_the_account_takes_all_along_is_asked_for_the_name_and_then_gone()
            throws IOException {
        var bob = Person.onPhone(chromium.browser(), "bob" + tests, server.http()).signUp();
        alice.openChatWith(bob).say("for you alone");
        bob.open("alice" + tests).sees("for you alone");
        var page = at("data");
        var file = page.waitForDownload(() -> alice.button("Download").click());
        assertThat(file.suggestedFilename()).endsWith(".zip");
        try (var zip = new ZipFile(file.path().toFile())) {
            assertThat(text(zip, "profile.jsonl")).contains(alice.username());
            assertThat(text(zip, "messages.jsonl")).contains("for you alone");
        }
        at("privacy");
        alice.button("Delete account").click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.SWITCH).click();
        dialog.locator(".button.danger").click();
        assertThat(dialog.locator(".error")).isVisible();
        dialog.locator("input").fill(alice.username());
        dialog.locator(".button.danger").click();
        assertThat(signInField()).isVisible();
        assertThat(bob.message("Message deleted")).hasCount(1);
        assertThat(bob.message("for you alone")).hasCount(0);
        bob.context().close();
        page.reload();
        assertThat(signInField()).isVisible();
        signInWith(Person.PASSWORD);
        assertThat(page.locator(".error")).isVisible();
    }

    private static String text(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_new_name_is_seen_by_others_and_on_other_devices() {
        var bob = Person.onPhone(chromium.browser(), "bob" + tests, server.http()).signUp();
        alice.openChatWith(bob).say("hello");
        bob.open("alice" + tests).sees("hello");
        var page = at("profile");
        page.locator("input[name=name]").fill("Alice Moreau");
        alice.button("Save").click();
        assertThat(page.locator(".about h3")).hasText("Alice Moreau");
        assertThat(bob.page().locator(".who-bar .head")).hasText("Alice Moreau");
        assertThat(bob.errors()).isEmpty();
        bob.context().close();
    }
}
