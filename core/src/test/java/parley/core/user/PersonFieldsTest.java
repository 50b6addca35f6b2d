package parley.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.core.Refusal;
import parley.core.Refusals;
import parley.core.Validation;

class PersonFieldsTest {
    private final Validation validation = new Validation();

    private Refusal refusal() {
        return Refusals.of(validation::finish);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "first.last+tag@mail.example.org", "ü@example.org"})
    void addresses_that_may_exist_are_taken(String email) {
        assertThat(PersonFields.email(validation, " " + email + " ")).isEqualTo(email);
        validation.finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "a@", "@b", "a b@c", "a@b@c", "a@b..c", "a@.b", "a\n@b", "a@b\0"})
    void what_is_no_address_is_refused(String email) {
        PersonFields.email(validation, email);

        assertThat(refusal().field()).isEqualTo("email");
    }

    @Test
    void an_endless_address_is_refused_quickly() {
        PersonFields.email(validation, "a@" + "b.".repeat(30_000));

        assertThat(refusal().field()).isEqualTo("email");
    }

    @ParameterizedTest
    @CsvSource({"+49 (30) 123-456,+4930123456", "555/0101,5550101", "123,123"})
    void phones_are_kept_as_digits(String given, String kept) {
        assertThat(PersonFields.phone(validation, given)).isEqualTo(kept);
        validation.finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "1234567890123456", "+", "12+34", "12a45", "１２３４５"})
    void what_is_no_phone_is_refused(String phone) {
        PersonFields.phone(validation, phone);

        assertThat(refusal().field()).isEqualTo("phone");
    }

    @Test
    void a_name_has_64_characters_of_one_line() {
        assertThat(PersonFields.name(validation, "🔑".repeat(64))).hasSize(128);
        validation.finish();

        PersonFields.name(validation, "x".repeat(65));
        PersonFields.name(validation, "a\nb");
        PersonFields.name(validation, "a\u2028b");
        PersonFields.name(validation, " \t");
        assertThat(refusal().violations()).hasSize(4);
    }

    @Test
    void empty_contact_points_are_none() {
        assertThat(PersonFields.email(validation, " ")).isNull();
        assertThat(PersonFields.phone(validation, "")).isNull();
        validation.finish();
    }
}
