package parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import parley.core.log.LogStore.StoreUnavailable;
import parley.store.DatabaseUrl.Postgresql;
import parley.store.DatabaseUrl.Sqlite;

final class DatabaseUrlTest {
    @Test
    void a_file_is_a_path() {
        assertThat(DatabaseUrl.parse("sqlite:data/my db.sqlite"))
                .isEqualTo(new Sqlite(Path.of("data/my db.sqlite")));
    }

    @Test
    void user_and_password_are_taken_out_of_the_url() {
        assertThat(DatabaseUrl.parse("postgresql://ann:p%40s+s@db:5433/chat?sslmode=require"))
                .isEqualTo(
                        new Postgresql(
                                "jdbc:postgresql://db:5433/chat?sslmode=require", "ann", "p@s+s"));
        assertThat(DatabaseUrl.parse("postgresql://db/chat"))
                .isEqualTo(new Postgresql("jdbc:postgresql://db/chat", null, null));
        assertThat(DatabaseUrl.parse("postgresql://ann@one:1,two:2/chat"))
                .isEqualTo(new Postgresql("jdbc:postgresql://one:1,two:2/chat", "ann", null));
    }

    @Test
    void a_password_is_never_shown() {
        assertThat(DatabaseUrl.parse("postgresql://ann:secret@db/chat").toString())
                .doesNotContain("secret");
        for (var url : new String[] {"mysql://ann:secret@db", "postgresql://ann:secret@d b/x"}) {
            assertThatThrownBy(() -> DatabaseUrl.parse(url))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void a_database_that_is_away_is_unavailable() {
        // port 1 is nobody's
        assertThatThrownBy(() ->
                        Database.open(
                                "postgresql://ann:secret@localhost:1/chat", Clock.systemUTC()))
                .isInstanceOf(StoreUnavailable.class)
                .satisfies(e -> {
                    for (Throwable at = e; at != null; at = at.getCause()) {
                        assertThat(String.valueOf(at.getMessage())).doesNotContain("secret");
                    }
                });
    }
}
