package parley.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.core.Scene;
import parley.core.contact.BlockCache;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.user.UserCache;

final class AudienceTest {
    private final LogWorld world = new LogWorld();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final Audience audience =
            new Audience(
                    world.database.contacts(),
                    world.database.conversations(),
                    new BlockCache(world.database.contacts()),
                    world.requests);

    @AfterEach
    void close() {
        world.close();
    }

    private boolean maySee() {
        var user = new UserCache(world.database.users()).find(bob).orElseThrow();
        return audience.maySee(user, ann, false);
    }

    private void group(int members) {
        var scene = new Scene(world.database);
        var all = new UserId[members];
        all[0] = ann;
        all[1] = bob;
        for (int i = 2; i < members; i++) {
            all[i] = scene.person();
        }
        scene.group(all);
    }

    @Test
    void people_of_a_common_conversation_see_each_other_unless_it_is_large() {
        assertThat(maySee()).isFalse();
        group(1_001);
        assertThat(maySee()).isFalse();
        group(1_000);
        assertThat(maySee()).isTrue();
    }
}
