package parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static parley.protocol.Samples.utf8;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class FieldsTest {
    private static final Fields ALL =
            Codec.JSON.read(
                    utf8(
                            """
                            {"text":"a","number":7,"truth":true,"object":{"a":1},"texts":["a"],\
                            "objects":[{}],"mixed":["a",1],"fraction":1.5,"null":null,"minus":-1}\
                            """));

    private static void refuses(String field, BiConsumer<Fields, String> asking) {
        assertThatExceptionOfType(FrameError.class)
                .as(field)
                .isThrownBy(() -> asking.accept(ALL, field))
                .satisfies(error -> assertThat(error.code()).isEqualTo(FrameError.BAD_REQUEST))
                .satisfies(error -> assertThat(error.field()).isEqualTo(field));
    }

    @Test
    void a_field_of_another_kind_is_named() {
        Map<String, BiConsumer<Fields, String>> kinds =
                Map.of(
                        "text", Fields::text,
                        "number", Fields::number,
                        "truth", Fields::truth,
                        "object", Fields::object,
                        "texts", Fields::texts,
                        "objects", Fields::objects);
        kinds.forEach((own, ask) -> {
            ask.accept(ALL, own);
            kinds.keySet().stream()
                    .filter(other -> !other.equals(own))
                    .forEach(other -> refuses(other, ask));
            refuses("mixed", ask);
            refuses("fraction", ask);
        });
    }

    @Test
    void null_is_as_good_as_missing_but_known_to_be_there() {
        for (var name : List.of("null", "missing")) {
            assertThat(ALL.text(name)).isNull();
            assertThat(ALL.number(name)).isEmpty();
            assertThat(ALL.truth(name)).isNull();
            assertThat(ALL.object(name)).isEmpty();
            assertThat(ALL.texts(name)).isEmpty();
            assertThat(ALL.objects(name)).isEmpty();
            refuses(name, Fields::required);
            refuses(name, Fields::requiredCount);
        }
        assertThat(ALL.has("null")).isTrue();
        assertThat(ALL.has("missing")).isFalse();
    }

    @Test
    void counts_are_not_negative_and_texts_not_longer_than_allowed() {
        refuses("minus", (fields, name) -> fields.count(name, 0));
        refuses("minus", Fields::requiredCount);
        refuses("text", (fields, name) -> fields.text(name, 0));
        assertThat(ALL.text("text", 1)).isEqualTo("a");
        assertThat(ALL.count("missing", 3)).isEqualTo(3);
        assertThat(ALL.truth("missing", true)).isTrue();
    }

    @Test
    void only_an_id_of_1_to_64_characters_is_echoed() {
        assertThat(idOf("\"7\"")).isEqualTo("7");
        assertThat(idOf("\"" + "x".repeat(64) + "\"")).hasSize(64);
        assertThat(idOf("\"" + "x".repeat(65) + "\"")).isNull();
        assertThat(idOf("\"\"")).isNull();
        assertThat(idOf("7")).isNull();
        assertThat(idOf("{}")).isNull();
        assertThat(idOf("null")).isNull();
    }

    private static @org.jspecify.annotations.Nullable String idOf(String json) {
        return Codec.JSON.read(utf8("{\"id\":" + json + "}")).echoableId();
    }
}
