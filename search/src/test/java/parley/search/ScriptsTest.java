package parley.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.core.id.UserId;

/// What people write in any script is found by what they type.
final class ScriptsTest {
    private static final List<String> TEXTS =
            List.of(
                    "Der Café-Besuch in Zürich war großartig",
                    "Ærøskøbing liegt auf Ærø",
                    "我们明天去北京大学开会",
                    "明日は東京タワーに行きます。ラーメンも食べたい",
                    "안녕하세요, 내일 회의실에서 만나요",
                    "พรุ่งนี้เราจะไปโรงเรียนด้วยกัน",
                    "سأزور المكتبة في القاهرة غدًا إن شاء الله",
                    "שָׁלוֹם לכולם, נתראה מחר",
                    "Встретимся у памятника Пушкину",
                    "meeting 会議 at 10:30 in Köln 🎉",
                    "ＦＵＬＬ width ﬁsh",
                    "the invoice is at https://example.com/invoices/42",
                    "my internationalization notes",
                    "order 40213 is late",
                    "नमस्ते, कल दिल्ली में मिलेंगे");

    @TempDir private static Path folder;

    private static SearchWorld world;
    private static UserId alice;

    @BeforeAll
    static void write() {
        world = new SearchWorld(folder);
        var people = world.world.people(2);
        alice = people.getFirst();
        var id = world.world.direct(alice, people.getLast());
        TEXTS.forEach(text -> world.world.send(people.getLast(), id, text, null));
        world.settled();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "cafe, Café",
        "CAFÉ, Café",
        "zurich, Zürich",
        "grossartig, großartig",
        "aerøskobing, Ærøskøbing",
        "北京, 北京",
        "北京大学, 北京大学",
        "東京タワー, 東京タワー",
        "タワー, タワー",
        "食べ, 食べ",
        "안녕, 안녕",
        "회의, 회의",
        "โรงเรียน, โรงเรียน",
        "القاهرة, القاهرة",
        "غدا, غدًا",
        "שלום, שָׁלוֹם",
        "пушкину, Пушкину",
        "koln, Köln",
        "会議, 会議",
        "🎉, 🎉",
        "full, ＦＵＬＬ",
        "fish, ﬁsh",
        "दिल्ली, दिल्ली",
        "10:30, 10:30"
    })
    void it_is_found_by_what_is_typed(String typed, String marked) {
        assertThat(world.texts(alice, typed)).as(typed).singleElement().asString().contains(marked);
        assertThat(world.marked(alice, typed)).containsExactly(marked);
    }

    @ParameterizedTest
    @CsvSource({
        "internat, internationalization", // goes on
        "invoces, invoice", // a slip
        "internatoinalisation, internationalization", // two
        "meetign, meeting" // swapped
    })
    void a_word_may_go_on_or_have_a_slip_in_it(String typed, String found) {
        assertThat(world.texts(alice, typed)).as(typed).singleElement().asString().contains(found);
        assertThat(world.marked(alice, typed)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "北大", // each is there, not one after the other
        "京都",
        "40214", // another number
        "caf xyz",
        "\"meeting at\"", // not so
        "invoicing-department"
    })
    void what_was_not_written_is_not_found(String typed) {
        assertThat(world.texts(alice, typed)).as(typed).isEmpty();
    }

    @Test
    void one_character_is_enough_where_it_is_a_word() {
        assertThat(world.texts(alice, "京")).hasSize(2);
        assertThat(world.texts(alice, "塔")).isEmpty();
    }

    @Test
    void all_words_must_be_there_in_any_order() {
        assertThat(world.texts(alice, "köln 会議 meeting")).hasSize(1);
        assertThat(world.texts(alice, "köln tokyo")).isEmpty();
        assertThat(world.texts(alice, "\"invoice is at\"")).hasSize(1);
        assertThat(world.texts(alice, "!!! ...")).isEmpty();
        assertThat(world.texts(alice, "has:link")).singleElement().asString().contains("https");
    }
}
