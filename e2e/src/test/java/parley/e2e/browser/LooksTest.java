package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// Pictures of every place, on a desk and on a phone, for people to look at: they are in
/// `target/screenshots`; in the dark theme too with `PICTURES=all`. What a machine can see of them
/// is checked: nothing stands outside.
class LooksTest {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final List<ColorScheme> SCHEMES =
            "all".equals(System.getenv("PICTURES"))
                    ? List.of(ColorScheme.LIGHT, ColorScheme.DARK)
                    : List.of(ColorScheme.LIGHT);

    @Test
    void every_place_is_worth_showing(@TempDir Path directory) {
        try (var chromium = Chromium.launch();
                var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            Cafe.open(server.http());
            var bob = Person.at(chromium.browser(), "Bob", server.http()).signIn();
            bob.open("Repair Caf\u00E9 Lisboa");
            for (var person :
                    List.of(
                            Person.at(chromium.browser(), "Alice", server.http()),
                            Person.onPhone(chromium.browser(), "Alice", server.http()),
                            Person.onPhone(chromium.browser(), "Alice", server.http(), 360))) {
                int width = person.page().viewportSize().width;
                if (width > 720) {
                    person.page().setViewportSize(1280, 800);
                }
                var size = width > 720 ? "desk" : width > 360 ? "phone" : "slim";
                assertThat(person.button("Join as guest")).isVisible();
                pictures(person.page(), size + "-sign-in");
                person.signIn();
                Places.all()
                        .forEach((name, go) -> {
                            go.accept(person);
                            pictures(person.page(), size + "-" + name);
                        });
                assertThat(person.errors()).isEmpty();
            }
        }
    }

    private static void pictures(Page page, String name) {
        for (var scheme : SCHEMES) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions()
                            .setColorScheme(scheme)
                            .setReducedMotion(ReducedMotion.REDUCE));
            Places.settle(page);
            var file = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(file)));
        }
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as(name)
                .isEqualTo(true);
    }
}
