package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// Every place on the slimmest phone: nothing stands outside, which a machine can see; on a desk
/// [AccessibleTest] sees it. With `PICTURES=all` there are pictures of them, on a desk and on two
/// phones, light and dark, in `target/screenshots`, for people to look at.
class LooksTest {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final boolean PICTURED = "all".equals(System.getenv("PICTURES"));

    @Test
    void every_place_is_worth_showing(@TempDir Path directory) {
        try (var chromium = Chromium.launch();
                var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            Cafe.open(server.http());
            var bob = Person.at(chromium.browser(), "Bob", server.http()).signIn();
            bob.open("Repair Caf\u00E9 Lisboa");
            var people = new ArrayList<Person>();
            people.add(Person.onPhone(chromium.browser(), "Alice", server.http(), 360));
            if (PICTURED) {
                people.add(Person.onPhone(chromium.browser(), "Alice", server.http()));
                people.add(Person.at(chromium.browser(), "Alice", server.http()));
            }
            for (var person : people) {
                int width = person.page().viewportSize().width;
                if (width > 720) {
                    person.page().setViewportSize(1280, 800);
                }
                var size = width > 720 ? "desk" : width > 360 ? "phone" : "slim";
                assertThat(person.button("Join as guest")).isVisible();
                look(person.page(), size + "-sign-in");
                person.signIn();
                Places.all()
                        .forEach((name, go) -> {
                            go.accept(person);
                            look(person.page(), size + "-" + name);
                        });
                assertThat(person.errors()).isEmpty();
            }
        }
    }

    private static void look(Page page, String name) {
        page.emulateMedia(
                new Page.EmulateMediaOptions()
                        .setColorScheme(ColorScheme.LIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE));
        Places.settle(page);
        if (PICTURED) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                var file = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
                page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(file)));
            }
        }
        Places.nothingStandsOutside(page, name);
    }
}
