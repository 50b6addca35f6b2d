package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Someone in front of a browser of their own, who sees and does what people see and do.
final class Person {
    static final String PASSWORD = "correct horse battery";

    private final BrowserContext context;
    private final Page page;
    private final String name;
    private final List<String> errors = new ArrayList<>();

    private Person(BrowserContext context, String name, String address) {
        this.context = context;
        this.name = name;
        page = context.newPage();
        page.onPageError(errors::add);
        PagesShown.opened(this);
        page.navigate(address);
    }

    static Person at(Browser browser, String name, String address) {
        return new Person(
                browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900)),
                name,
                address);
    }

    /// In a browser that is there already.
    static Person in(BrowserContext context, String name, String address) {
        return new Person(context, name, address);
    }

    /// With a phone in hand.
    static Person onPhone(Browser browser, String name, String address) {
        return onPhone(browser, name, address, 390);
    }

    static Person onPhone(Browser browser, String name, String address, int width) {
        return new Person(
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, 844)
                                .setHasTouch(true)
                                .setIsMobile(true)),
                name,
                address);
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    @Override
    public String toString() {
        return name;
    }

    /// What went wrong in the page's own code.
    List<String> errors() {
        return errors;
    }

    Person signUp() {
        button("Create account").click();
        page.getByLabel(Pattern.compile("^Username")).fill(username());
        page.getByLabel(Pattern.compile("^(Name|Your name)")).fill(name);
        page.locator("input[type=password]").first().fill(PASSWORD);
        button("Create account").last().click();
        assertThat(tab("Chats")).isVisible();
        return this;
    }

    /// With an account that is there already.
    Person signIn() {
        page.getByLabel(Pattern.compile("^Username")).fill(username());
        page.locator("input[type=password]").first().fill(PASSWORD);
        button("Sign in").click();
        assertThat(tab("Chats")).isVisible();
        return this;
    }

    String username() {
        return name.toLowerCase(Locale.ROOT).split(" ")[0];
    }

    Locator tab(String label) {
        return page.locator(".tabs a").filter(new Locator.FilterOptions().setHasText(label));
    }

    Locator button(String label) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label));
    }

    /// What is open over the page.
    Locator dialog() {
        return page.locator("dialog[open]").last();
    }

    /// A button with exactly this name, in what is open over the page.
    Locator within(String button) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    /// Finds someone by search and opens the chat with them.
    Person openChatWith(Person other) {
        page.getByPlaceholder(Pattern.compile("^Search")).first().fill(other.username());
        page.getByText(other.name).first().click();
        assertThat(composer()).isVisible();
        return this;
    }

    /// Opens a chat that is in the list.
    Person open(String title) {
        page.getByText(title).first().click();
        assertThat(composer()).isVisible();
        return this;
    }

    Locator composer() {
        return page.locator(".composer textarea");
    }

    Person say(String text) {
        composer().fill(text);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Send")))
                .click();
        return this;
    }

    Locator log() {
        return page.getByRole(AriaRole.LOG);
    }

    /// The message with this text, in the open chat.
    Locator message(String text) {
        return log().getByRole(AriaRole.ARTICLE)
                .filter(new Locator.FilterOptions().setHasText(text));
    }

    void sees(String text) {
        assertThat(message(text)).hasCount(1);
    }
}
