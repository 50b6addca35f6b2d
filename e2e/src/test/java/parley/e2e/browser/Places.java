package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Every place of the client, and how someone who is signed in gets there.
final class Places {
    private Places() {}

    static Map<String, Consumer<Person>> all() {
        var places = new LinkedHashMap<String, Consumer<Person>>();
        places.put("chats", person -> at(person, "#/"));
        places.put("conversation", Places::conversation);
        places.put("message-menu", Places::messageMenu);
        places.put("selecting", Places::selecting);
        places.put("deleting", Places::deleting);
        places.put("thread", Places::thread);
        places.put("replying", Places::replying);
        places.put("naming", Places::naming);
        places.put("emoji", Places::emoji);
        places.put("details", Places::details);
        places.put("asking", Places::asking);
        places.put("group-settings", Places::groupSettings);
        places.put("coming-in", person -> page(person, "Who may come in"));
        places.put("banning", Places::banning);
        places.put("requests", person -> at(person, "#/requests"));
        places.put("request", Places::request);
        places.put("reporting", person -> person.button("Report").last().click());
        places.put("no-member", Places::noMember);
        places.put("poll", Places::poll);
        places.put("new-poll", Places::newPoll);
        places.put("send-later", Places::sendLater);
        places.put("scheduled", Places::scheduled);
        places.put("forwarding", Places::forwarding);
        places.put("search", Places::search);
        places.put(
                "new-conversation",
                person -> {
                    person.page().getByPlaceholder("Search").first().fill("");
                    person.button("New conversation").first().click();
                });
        places.put(
                "new-group",
                person -> {
                    person.button("New group").click();
                    person.page().getByLabel("Group name").fill("Saturday kitchen");
                    person.page().locator(".pick").first().click();
                });
        places.put("contacts", person -> at(person, "#/contacts"));
        for (var page :
                new String[] {
                    "profile",
                    "notices",
                    "privacy",
                    "appearance",
                    "language",
                    "keyboard",
                    "data",
                    "about"
                }) {
            places.put("settings-" + page, person -> at(person, "#/settings/" + page));
        }
        places.put("settings", person -> at(person, "#/settings"));
        places.put("sign-out", person -> person.button("Sign out").click());
        return places;
    }

    /// Waits until what slides in has come to rest.
    static void settle(Page page) {
        page.waitForFunction(
                "() => document.getAnimations().every((one) => one.playState !== 'running'"
                        + " || one.effect.getTiming().iterations === Infinity)");
    }

    /// Nobody has to scroll to the side.
    static void nothingStandsOutside(Page page, String place) {
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "() => document.documentElement.scrollWidth <= innerWidth"))
                .as(place)
                .isTrue();
    }

    private static void at(Person person, String hash) {
        close(person.page());
        person.page().evaluate("hash => { location.hash = hash }", hash);
        person.page()
                .locator("[aria-current=page]")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    private static void close(Page page) {
        while (page.locator("dialog[open]").count() > 0) {
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog[open]")).hasCount(0);
        }
    }

    private static void conversation(Person person) {
        at(person, "#/");
        person.open("Repair Caf\u00E9 Lisboa");
        person.sees("Who can lend us a projector?");
    }

    private static void messageMenu(Person person) {
        var message = person.message("so one trip is enough");
        message.scrollIntoViewIfNeeded();
        message.locator(".bubble").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(person.page().getByRole(AriaRole.MENU)).isVisible();
    }

    private static void selecting(Person person) {
        person.page().keyboard().press("s");
        person.message("Who can lend us a projector?").click();
        assertThat(person.page().locator(".bar.selecting")).containsText("2 selected");
    }

    private static void deleting(Person person) {
        person.button("Delete").click();
        assertThat(person.button("Delete for me")).isVisible();
    }

    private static void thread(Person person) {
        close(person.page());
        person.page().locator(".thread-summary").click();
        assertThat(person.page().locator(".thread-pane .said")).hasCount(3);
    }

    private static void replying(Person person) {
        conversation(person);
        person.message("Who can lend us a projector?").focus();
        person.page().keyboard().press("r");
        assertThat(person.page().locator(".composing")).isVisible();
    }

    private static void naming(Person person) {
        person.page().keyboard().press("Escape");
        person.composer().fill("Thanks @ca");
        assertThat(person.page().getByRole(AriaRole.OPTION).first()).isVisible();
    }

    private static void emoji(Person person) {
        person.composer().fill("");
        person.button("Emoji").click();
        assertThat(person.page().locator(".emoji-row").first()).isVisible();
    }

    private static void details(Person person) {
        close(person.page());
        if (person.page().locator(".details-pane").count() == 0) {
            person.page().locator(".who-bar").click();
        }
        assertThat(person.page().locator(".row.member").first()).isVisible();
    }

    private static void asking(Person person) {
        at(person, "#/");
        person.open("Street Library");
        person.button("1 person asks to join").click();
        assertThat(person.button("Let in")).isVisible();
    }

    private static void groupSettings(Person person) {
        details(person);
        person.page().locator(".four").getByText("Settings").click();
        assertThat(person.page().getByLabel("Slow mode")).hasValue("30");
    }

    /// Of the settings that are open.
    private static void page(Person person, String title) {
        var dialog = person.page().locator("dialog[open]");
        if (dialog.getByLabel("Back").count() > 0) {
            dialog.getByLabel("Back").click();
        }
        dialog.getByText(title).click();
        assertThat(dialog.getByLabel("Back")).isFocused();
    }

    private static void banning(Person person) {
        close(person.page());
        person.page().locator(".row.member").getByText("Dana Okafor").click();
        person.page().getByRole(AriaRole.MENUITEM).getByText("Ban").click();
        assertThat(person.page().getByLabel("For how long")).isVisible();
    }

    private static void request(Person person) {
        person.page().locator(".list-pane").getByText("Farid Aziz").click();
        assertThat(person.page().locator(".request-bar")).isVisible();
    }

    private static void poll(Person person) {
        at(person, "#/");
        person.open("Horta do Bairro");
        person.log().getByRole(AriaRole.RADIO).first().click();
        assertThat(person.log().getByRole(AriaRole.RADIO).first()).isChecked();
    }

    private static void newPoll(Person person) {
        person.button("Add something").click();
        person.page().getByRole(AriaRole.MENUITEM).getByText("Poll").click();
        person.page().getByLabel("Question").fill("Who brings what?");
    }

    private static void sendLater(Person person) {
        close(person.page());
        person.composer().fill("At nine, then");
        person.page()
                .locator(".send")
                .click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(person.page().getByText("Choose day and time")).isVisible();
    }

    private static void scheduled(Person person) {
        close(person.page());
        person.composer().fill("");
        person.page().locator(".scheduled-strip").click();
        assertThat(person.page().getByLabel("Send now").first()).isVisible();
    }

    private static void forwarding(Person person) {
        close(person.page());
        person.message("Quando plantamos").focus();
        person.page().keyboard().press("f");
        person.page().locator(".pick").first().click();
    }

    private static void noMember(Person person) {
        at(person, "#/c/cv_aaaaaaaaaaaaa");
        assertThat(person.button("Ask to join")).isVisible();
    }

    private static void search(Person person) {
        at(person, "#/");
        person.page().getByPlaceholder("Search").first().fill("ca");
        assertThat(person.page().locator("mark").first()).isVisible();
        person.page().keyboard().press("Shift+Tab");
    }
}
