package parley.client;

import java.util.List;
import parley.protocol.Fields;

/// Reads events that have no rev.
final class PassingEvents {
    private PassingEvents() {}

    static List<? extends ParleyEvent> read(String type, Fields f) {
        return switch (type) {
            case "receipt" -> List.of(ParleyEvent.Receipt.of(f.required("conversation"), f));
            case "receipts" ->
                    f.objects("list").stream()
                            .map(one -> ParleyEvent.Receipt.of(f.required("conversation"), one))
                            .toList();
            case "typing" ->
                    List.of(
                            new ParleyEvent.Typing(
                                    f.required("conversation"),
                                    f.required("user"),
                                    f.truth("on", true)));
            case "presence" -> List.of(ParleyEvent.Presence.of(f));
            case "presences" -> f.objects("list").stream().map(ParleyEvent.Presence::of).toList();
            default -> List.of(new ParleyEvent.Passing(type, f));
        };
    }
}
