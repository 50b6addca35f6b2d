package parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.protocol.Codec;
import parley.protocol.Fields;

final class AsksTest {
    private final Asks asks = new Asks();
    private final List<String> told = new ArrayList<>();

    private String add(String name) {
        var id =
                asks.add(
                        new Asks.Asker() {
                            @Override
                            public void answered(Fields reply) {
                                told.add(name + " answered");
                            }

                            @Override
                            public void lost() {
                                told.add(name + " lost");
                            }
                        });
        return String.valueOf(id);
    }

    private void answer(String id) {
        var reply = "{\"type\":\"ok\",\"re\":\"" + id + "\"}";
        asks.answer(Codec.JSON.read(reply.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void who_waits_is_told_once() {
        var a = add("a");
        var b = add("b");
        asks.lose(a);
        answer(a);
        answer(b);
        asks.lose(b);
        asks.loseAll();

        assertThat(told).containsExactly("a lost", "b answered");
    }
}
