package parley.store.body;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import parley.core.id.UserId;
import parley.core.report.Report.Evidence;

/// Copies of reported messages as bytes: JSON, one list for each of their fields.
public final class EvidenceBodies {
    private EvidenceBodies() {}

    public static byte[] encode(List<Evidence> evidence) {
        return Json.bytes(json -> {
            Json.numbers(json, "seqs", evidence.stream().map(Evidence::seq).toList());
            Json.numbers(json, "from", evidence.stream().map(one -> one.from().bits()).toList());
            Json.numbers(
                    json, "at", evidence.stream().map(one -> one.at().toEpochMilli()).toList());
            Json.texts(json, "texts", evidence.stream().map(Evidence::text).toList());
            Json.texts(json, "formats", evidence.stream().map(Evidence::format).toList());
            Json.texts(
                    json,
                    "payloads",
                    evidence.stream()
                            .map(one -> Objects.requireNonNullElse(one.payload(), ""))
                            .toList());
        });
    }

    public static List<Evidence> decode(byte[] body) {
        var fields = Json.fields(body, 0);
        var seqs = fields.numbers("seqs");
        var from = fields.numbers("from");
        var at = fields.numbers("at");
        var texts = fields.texts("texts");
        var formats = fields.texts("formats");
        var payloads = fields.texts("payloads");
        var evidence = new ArrayList<Evidence>(seqs.size());
        for (int i = 0; i < seqs.size(); i++) {
            evidence.add(
                    new Evidence(
                            seqs.get(i),
                            new UserId(from.get(i)),
                            Instant.ofEpochMilli(at.get(i)),
                            texts.get(i),
                            formats.get(i),
                            payloads.get(i).isEmpty() ? null : payloads.get(i)));
        }
        return evidence;
    }
}
