package parley.server.cli;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import parley.protocol.Codec;
import parley.protocol.Fields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `parley reindex`: has the running server make its search index anew, and shows how far it is.
/// Ending this command doesn't end that.
@Command(
        name = "reindex",
        description = "Makes the search index anew, while the server goes on.",
        mixinStandardHelpOptions = true)
final class ReindexCommand implements Callable<Integer> {
    @Mixin private GivenSettings given = new GivenSettings();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var door = new AdminDoor(given.read());
        var asked = door.post("/admin/search/rebuild", Map.of());
        if (asked.statusCode() >= 300) {
            return refused(asked);
        }
        long shown = -1;
        while (true) {
            TimeUnit.MILLISECONDS.sleep(500);
            var answer = door.get("/admin/search");
            if (answer.statusCode() >= 300) {
                return refused(answer);
            }
            var status = Codec.JSON.read(answer.body());
            if (Boolean.FALSE.equals(status.truth("building"))) {
                System.out.printf("indexed %,d messages%n", count(status, "documents"));
                return 0;
            }
            if (count(status, "built") != shown) {
                shown = count(status, "built");
                System.out.printf("%,d messages of about %,d%n", shown, count(status, "documents"));
            }
        }
    }

    private static long count(Fields status, String name) {
        return status.requiredCount(name);
    }

    private static int refused(HttpResponse<byte[]> answer) {
        System.err.println("parley: " + Codec.JSON.read(answer.body()).text("detail"));
        return 1;
    }
}
