package parley.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.e2e.RunningServer;

/// A list of 5,000 conversations and a conversation of 10,000 messages scroll as short ones do.
@Tag("alone")
class SmoothTest {
    private static final int CONVERSATIONS = 5_000;
    private static final int MESSAGES = 10_000;
    private static final double FRAME_MS = 50;
    private static final String TITLE = "row.querySelector('.title').textContent";
    private static final String FIRST_WORDS = "/message \\d+/.exec(row.textContent)[0]";

    /// Scrolls a box from one end to the other, a step a frame, and tells how long the frames took,
    /// what was seen, and how far a row that stayed ever moved by itself. NUMBER and WORDS say what
    /// a row is. At an end that isn't the last one it waits for more to come.
    private static final String RIDE =
            """
            async ({ box: selector, row, px, end }) => {
              const box = document.querySelector(selector);
              const frame = () => new Promise(requestAnimationFrame);
              const rows = () => [...box.querySelectorAll(row)];
              const topOf = (row) => (row.querySelector('.bubble') ?? row).getBoundingClientRect().top;
              const numberOf = (row) => Number(NUMBER), wordsOf = (row) => WORDS;
              const seen = new Map(), frames = [], gaps = [];
              let moved = 0, most = 0, waited = 0;
              let last = await frame();
              while (waited < 300) {
                const { top, bottom } = box.getBoundingClientRect();
                const drawn = rows();
                most = Math.max(most, drawn.length);
                drawn.forEach((one, at) => {
                  if (at > 0 && numberOf(one) !== numberOf(drawn[at - 1]) + 1) gaps.push(numberOf(one));
                });
                const inView = drawn.filter((one) => {
                  const rect = one.getBoundingClientRect();
                  return rect.bottom > top && rect.top < bottom;
                });
                for (const one of inView) seen.set(numberOf(one), wordsOf(one));
                const kept = px < 0 ? inView[0] : inView.at(-1);
                const was = kept && topOf(kept), before = box.scrollTop;
                box.scrollTop += px;
                const stepped = box.scrollTop - before;
                const now = await frame();
                frames.push(now - last);
                last = now;
                if (kept?.isConnected) moved = Math.max(moved, Math.abs(topOf(kept) - was + stepped));
                if (Math.abs(stepped) >= 1) waited = 0;
                else if (end === '' || box.querySelector(end)) break;
                else waited++;
              }
              const total = frames.reduce((sum, one) => sum + one, 0);
              const sorted = [...frames].sort((a, b) => a - b);
              return {
                frame: total / frames.length, slowest: sorted.at(-1), late: sorted[Math.floor(sorted.length * 0.99)],
                seen: seen.size, low: Math.min(...seen.keys()), high: Math.max(...seen.keys()),
                different: new Set(seen.values()).size, gaps: gaps.length, moved, most,
              };
            }\
            """;

    /// When the page was first painted, and when the list and the composer stood in it, in ms from
    /// the start of the navigation. The page marks neither: a paint is the browser's to tell, the
    /// other is seen frame by frame from before the page's own code runs.
    private static final String OPENED =
            """
            () => new Promise((told) => {
              const paint = () => performance.getEntriesByName('first-contentful-paint')[0];
              const look = () => (paint() ? told([paint().startTime, window.usableAt]) : setTimeout(look, 20));
              look();
            })\
            """;

    private static final String WATCH =
            """
            (() => {
              const look = () => {
                const there = document.querySelector('.list-pane .row') && document.querySelector('.composer textarea');
                if (there) window.usableAt = performance.now();
                else requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
            })()\
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
                    i -> "{\"text\":\"message %d %s\"}".formatted(i, "word ".repeat(words(i))));
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

    @Test
    void it_opens_at_once(@TempDir Path directory) {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1")) {
            Cafe.open(server.http());
            var alice = Person.at(chromium.browser(), "Alice", server.http()).signIn();
            alice.open("Repair Caf\u00E9 Lisboa").sees("Who can lend us a projector?");
            itOpensAtOnce(alice.page());
            assertThat(alice.errors()).isEmpty();
        }
    }

    /// Mostly a few, sometimes many: rows of all heights.
    private static int words(int message) {
        return message % 7 == 0 ? message % 60 : message % 9;
    }

    private static void theListIsSmooth(Page page) {
        page.waitForFunction(
                "() => document.querySelector('.list-pane [aria-setsize]')?.ariaSetSize > 5000");
        var list = RIDE.replace("NUMBER", "row.ariaPosInSet").replace("WORDS", TITLE);
        var ride = Ride.of(page, list, ".list-pane .scroll", "li[aria-posinset]", 500, "");
        ride.print(CONVERSATIONS + " conversations");
        ride.isSmooth();
        ride.sawAll(CONVERSATIONS + 1); // Bob besides
    }

    private static void theConversationIsSmooth(Person person) {
        var page = person.page();
        page.getByPlaceholder("Search").first().fill("Bob");
        page.getByText("Bob Lindqvist").first().click();
        assertThat(person.composer()).isVisible();
        person.button("Jump to latest").click(); // it opens where the unread ones begin
        assertThat(page.locator("[data-seq='" + MESSAGES + "']")).isInViewport();
        var log = RIDE.replace("NUMBER", "row.dataset.seq").replace("WORDS", FIRST_WORDS);
        for (int px : new int[] {-500, 900}) {
            var ride = Ride.of(page, log, ".log", "[data-seq]", px, px < 0 ? ".begin" : "");
            ride.print(MESSAGES + " messages, " + (px < 0 ? "up" : "down"));
            ride.isSmooth();
            if (px < 0) {
                ride.sawAll(MESSAGES);
            }
        }
        assertThat(page.locator("[data-seq='" + MESSAGES + "']")).isInViewport();
    }

    /// From what this browser holds, while the server is warm: painted in half a second, and the
    /// conversation that was open is there to write in within one.
    private static void itOpensAtOnce(Page page) {
        var painted = new ArrayList<Double>();
        var usable = new ArrayList<Double>();
        page.addInitScript(WATCH);
        for (int i = 0; i < 7; i++) {
            page.reload();
            assertThat(page.locator(".list-pane .row").first()).isVisible();
            assertThat(page.locator(".composer textarea")).isVisible();
            var times = (List<?>) page.evaluate(OPENED);
            painted.add(((Number) times.get(0)).doubleValue());
            usable.add(((Number) times.get(1)).doubleValue());
        }
        System.out.printf(
                "the page is painted after %.0f ms, usable after %.0f ms%n",
                median(painted), median(usable));
        assertThat(median(painted)).isLessThan(500);
        assertThat(median(usable)).isLessThan(1_000);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /// What was seen on the way from one end to the other.
    private record Ride(Map<?, ?> told) {
        static Ride of(Page page, String ride, String box, String row, int px, String end) {
            var where = Map.of("box", box, "row", row, "px", px, "end", end);
            return new Ride((Map<?, ?>) page.evaluate(ride, where));
        }

        private double number(String name) {
            return ((Number) Objects.requireNonNull(told.get(name))).doubleValue();
        }

        void print(String what) {
            System.out.printf(
                    "%s: a frame takes %.1f ms, 99 of 100 at most %.1f, the slowest %.1f%n",
                    what, number("frame"), number("late"), number("slowest"));
        }

        void isSmooth() {
            assertThat(number("frame")).isLessThan(FRAME_MS);
            assertThat(number("moved")).as("px that a row moved by itself").isLessThan(2);
            assertThat(number("most")).as("rows in the page").isLessThan(160);
            assertThat(number("gaps")).isZero();
        }

        /// Each once, in order, from the first to the last.
        void sawAll(int count) {
            assertThat(number("low")).isEqualTo(1);
            assertThat(number("high")).isEqualTo(count);
            assertThat(number("seen")).isEqualTo(count);
            assertThat(number("different")).isEqualTo(count);
        }
    }
}
