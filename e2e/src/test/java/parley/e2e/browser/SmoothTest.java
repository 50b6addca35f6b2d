package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// A list of 5,000 conversations and a conversation of 10,000 messages scroll as short ones do.
class SmoothTest {
    private static final int CONVERSATIONS = 5_000;
    private static final int MESSAGES = 10_000;
    private static final double FRAME_MS = 50;

    /// Scrolls by steps, one a frame, and tells how long a frame took on average.
    private static final String RIDE =
            """
            async ({ selector, steps, px }) => {
              const box = document.querySelector(selector);
              let last = await new Promise(requestAnimationFrame);
              const first = last;
              for (let step = 0; step < steps; step++) {
                box.scrollTop += px;
                last = await new Promise(requestAnimationFrame);
              }
              return (last - first) / steps;
            }\
            """;

    /// Goes up, page after page, for a while; tells the average frame, and whether the reader's
    /// message ever moved while older ones were put before it.
    private static final String CLIMB =
            """
            async () => {
              const log = document.querySelector('.log');
              const seen = () => [...log.querySelectorAll('[data-seq]')];
              const top = log.getBoundingClientRect().top;
              const frame = () => new Promise(requestAnimationFrame);
              let frames = 0, moved = 0;
              const begun = performance.now();
              while (!log.querySelector('.begin') && performance.now() - begun < 15_000) {
                log.scrollTop = 300;
                await frame(); await frame();
                const row = seen().find((one) => one.getBoundingClientRect().bottom > top);
                const was = row?.getBoundingClientRect().top, height = log.scrollHeight;
                for (let wait = 0; wait < 60 && log.scrollHeight === height; wait++, frames++) await frame();
                await frame();
                if (row?.isConnected) moved = Math.max(moved, Math.abs(row.getBoundingClientRect().top - was));
                frames += 3;
              }
              return { frame: (performance.now() - begun) / frames, moved };
            }\
            """;

    /// What is drawn: how many rows, and whether their numbers follow each other.
    private static final String DRAWN =
            """
            () => {
              const seqs = [...document.querySelectorAll('.log [data-seq]')].map((row) => Number(row.dataset.seq));
              return { rows: seqs.length, dense: seqs.every((seq, at) => at === 0 || seq === seqs[at - 1] + 1) };
            }\
            """;

    private static Chromium chromium;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @Test
    void much_scrolls_like_little(@TempDir Path directory) {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            var seed = new Seed(server.http());
            var ann = seed.person("ann", "Ann");
            var bob = seed.person("bob", "Bob Lindqvist");
            var talk = seed.direct(bob, ann);
            seed.many(
                    bob,
                    "/v1/conversations/" + talk + "/messages",
                    MESSAGES,
                    i -> "{\"text\":\"message %d %s\"}".formatted(i, "word ".repeat(i % 40)));
            seed.many(
                    ann,
                    "/v1/conversations",
                    CONVERSATIONS,
                    i -> "{\"kind\":\"group\",\"title\":\"Group %d\"}".formatted(i));
            var person = Person.at(chromium.browser(), "Ann", server.http()).signIn();
            theListIsSmooth(person.page());
            theConversationIsSmooth(person);
            assertThat(person.errors()).isEmpty();
        }
    }

    private static void theListIsSmooth(Page page) {
        page.waitForFunction(
                "() => document.querySelector('.list-pane [aria-setsize]')?.ariaSetSize > 5000");
        double frame = ride(page, ".list-pane .scroll", 150, 500);
        System.out.printf("5,000 conversations: a frame takes %.1f ms%n", frame);
        assertThat(frame).isLessThan(FRAME_MS);
        assertThat(page.locator(".list-pane .row").count()).isLessThan(80);
        // the row at a height is the one that belongs there
        page.evaluate("() => document.querySelector('.list-pane .scroll').scrollTop = 68 * 3000");
        page.waitForFunction(
                """
                () => {
                  const box = document.querySelector('.list-pane .scroll');
                  const top = box.getBoundingClientRect().top;
                  const row = [...box.querySelectorAll('li')].find((one) => one.getBoundingClientRect().bottom > top + 1);
                  return Math.abs(Number(row?.ariaPosInSet) - 3000) <= 1;
                }\
                """);
    }

    private static void theConversationIsSmooth(Person person) {
        var page = person.page();
        page.getByPlaceholder("Search").first().fill("Bob");
        page.getByText("Bob Lindqvist").first().click();
        assertThat(person.composer()).isVisible();
        var climb = (Map<?, ?>) page.evaluate(CLIMB);
        double frame = number(climb, "frame").doubleValue();
        System.out.printf("10,000 messages: a frame takes %.1f ms going up%n", frame);
        assertThat(frame).isLessThan(FRAME_MS);
        assertThat(number(climb, "moved").doubleValue()).isLessThan(2);
        double down = ride(page, ".log", 200, 900);
        System.out.printf("10,000 messages: a frame takes %.1f ms going down%n", down);
        assertThat(down).isLessThan(FRAME_MS);
        var drawn = (Map<?, ?>) page.evaluate(DRAWN);
        assertThat(drawn.get("dense")).isEqualTo(true);
        assertThat(number(drawn, "rows").intValue()).isBetween(5, 150);
        page.locator(".jump").click();
        assertThat(page.locator("[data-seq='" + MESSAGES + "']")).isInViewport();
    }

    private static Number number(Map<?, ?> map, String name) {
        return (Number) Objects.requireNonNull(map.get(name));
    }

    private static double ride(Page page, String selector, int steps, int px) {
        return ((Number)
                        page.evaluate(RIDE, Map.of("selector", selector, "steps", steps, "px", px)))
                .doubleValue();
    }
}
