package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.protocol.Fields;

/// A report, from who makes it to the operator who puts it away.
final class ReportsTest {
    private static final String ALL = "/admin/reports";

    @Test
    void the_operator_reads_reports_and_puts_them_away(@TempDir Path directory) throws IOException {
        try (var server = RunningServer.start(directory, People.GENEROUS)) {
            var alice = Visitor.register(server.http(), "alice");
            var bob = Visitor.register(server.http(), "bob");
            var admin = "http://127.0.0.1:" + server.port("admin");
            var operator = Files.readString(directory.resolve("data/admin-token")).strip();
            var talk = "/v1/conversations/" + aliceId(server, alice) + "/messages";
            var sent = bob.post(server.http(), talk, "{\"text\":\"buy this\",\"key\":\"1\"}");
            var where = sent.expect(201).body().required("conversation");
            var report = "{\"conversation\":\"" + where + "\",\"seqs\":[1],\"reason\":\"spam\"}";
            alice.post(server.http(), "/v1/reports", report).expect(201);
            alice.post(server.http(), "/v1/reports", report).expect(201);

            Visitor.get(admin, ALL, null).expect(401);
            Visitor.get(admin, ALL, alice.token()).expect(401);
            assertThat(Visitor.get(server.http(), ALL, operator).status()).isNotEqualTo(200);

            var first = page(admin, "?limit=1", operator);
            var second = page(admin, "?limit=1&cursor=" + first.required("next"), operator);
            assertThat(second.text("next")).isNull();
            var id = second.objects("items").getFirst().required("id");
            assertThat(id).isNotEqualTo(first.objects("items").getFirst().required("id"));
            var whole = Visitor.get(admin, ALL + "/" + id, operator).expect(200).body();
            assertThat(whole.objects("evidence").getFirst().text("text")).isEqualTo("buy this");
            assertThat(whole.object("reporter").orElseThrow().text("username")).isEqualTo("alice");
            Visitor.post(admin, ALL + "/" + id + "/resolve", operator, "{\"note\":\"warned\"}")
                    .expect(200);
            assertThat(page(admin, "", operator).objects("items")).hasSize(1);
            assertThat(page(admin, "?state=resolved", operator).objects("items").getFirst())
                    .extracting(one -> one.text("note"))
                    .isEqualTo("warned");
            Visitor.call(admin, "DELETE", ALL + "/" + id, operator, null).expect(204);
            Visitor.get(admin, ALL + "/" + id, operator).expect(404);
        }
    }

    private static String aliceId(RunningServer server, Visitor alice) {
        return alice.get(server.http(), "/v1/users/me").expect(200).body().required("id");
    }

    private static Fields page(String admin, String query, @Nullable String operator) {
        return Visitor.get(admin, ALL + query, operator).expect(200).body();
    }
}
