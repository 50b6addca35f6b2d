package parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void a_name_alone_is_a_text_that_must_be_there() {
        assertThat(Shape.of("name")).isEqualTo(new Shape("name", "string", false));
    }

    @Test
    void a_question_mark_says_that_it_may_be_missing() {
        assertThat(Shape.of("limit?: integer")).isEqualTo(new Shape("limit", "integer", true));
    }

    @Test
    void a_list_of_things_with_a_name() {
        var shape = Shape.of("users: User[]");
        assertThat(shape.isList()).isTrue();
        assertThat(shape.isNamed()).isTrue();
        assertThat(shape.element()).isEqualTo("User");
    }

    @Test
    void a_choice_of_words_and_what_may_be_null() {
        assertThat(Shape.of("type: =hello").words()).containsExactly("hello");
        assertThat(Shape.of("history: all|joined").words()).containsExactly("all", "joined");
        var nullable = Shape.of("next: string|null");
        assertThat(nullable.isNullable()).isTrue();
        assertThat(nullable.element()).isEqualTo("string");
        assertThat(nullable.words()).isEmpty();
    }
}
