package parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.core.Refusal;
import parley.core.RefusalCode;

class Argon2idHasherTest {
    private static final Argon2idHasher HASHER = new Argon2idHasher(new SecureRandom(), 2, 100);

    @AfterAll
    static void stop() {
        HASHER.close();
    }

    @Test
    void the_right_password_matches_and_others_do_not() {
        String hash = HASHER.hash("correct horse");

        assertThat(HASHER.matches("correct horse", hash)).isTrue();
        assertThat(HASHER.matches("correct hors", hash)).isFalse();
        assertThat(HASHER.matches("Correct horse", hash)).isFalse();
        assertThat(HASHER.matches("", hash)).isFalse();
    }

    @Test
    void the_hash_names_the_recommended_parameters_and_holds_no_password() {
        String hash = HASHER.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("correct");
    }

    @Test
    void the_same_password_never_has_the_same_hash() {
        assertThat(HASHER.hash("correct horse")).isNotEqualTo(HASHER.hash("correct horse"));
    }

    @Test
    void nothing_matches_nothing() {
        assertThat(HASHER.matchesNothing("correct horse")).isFalse();
        assertThat(HASHER.matchesNothing("")).isFalse();
    }

    @Test
    void letters_of_all_scripts_make_passwords() {
        String hash = HASHER.hash("пароль-密码-🔑");

        assertThat(HASHER.matches("пароль-密码-🔑", hash)).isTrue();
        assertThat(HASHER.matches("пароль-密码-🔒", hash)).isFalse();
    }

    @Test
    void a_hash_of_the_reference_implementation_with_other_parameters_is_checked() {
        String hash =
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(HASHER.matches("password", hash)).isTrue();
        assertThat(HASHER.matches("passw0rd", hash)).isFalse();
        assertThat(PhcHash.parse(hash).orElseThrow().text()).isEqualTo(hash);
        assertThat(PhcHash.parse(hash).orElseThrow().toString()).doesNotContain("nf65");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$",
                "$argon2i$v=19$m=256,t=2,p=2$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
            })
    void what_is_no_hash_matches_nothing(String text) {
        assertThat(HASHER.matches("password", text)).isFalse();
    }

    @Test
    void more_than_the_line_holds_are_told_to_wait() throws Exception {
        int refused = 0;
        try (var hasher = new Argon2idHasher(new SecureRandom(), 1, 1);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<RefusalCode>>();
            for (int i = 0; i < 20; i++) {
                Callable<RefusalCode> caller = () -> codeOf(hasher);
                all.add(callers.submit(caller));
            }
            for (Future<RefusalCode> one : all) {
                if (one.get() == RefusalCode.RATE_LIMITED) {
                    refused++;
                }
            }
        }
        assertThat(refused).isBetween(10, 19);
    }

    private static RefusalCode codeOf(Argon2idHasher hasher) {
        var refusal =
                catchThrowableOfType(Refusal.class, () -> hasher.matchesNothing("correct horse"));
        return refusal == null ? RefusalCode.WRONG_LOGIN : refusal.code();
    }
}
