package parley.gateway.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.RefusalCode;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.ConversationStore.MemberMarks;
import parley.core.conversation.Listed;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.message.HistoryReader;
import parley.core.user.UserCache;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.EventFrames;
import parley.gateway.hub.ReceiptPrivacy;
import parley.protocol.ConversationView.Receipt;

/// `…/receipts`: how far everyone got. Members are gone through [#STEP] at a time, so that it takes
/// the same memory however many there are.
public final class ReceiptRoutes {
    private static final String AREA = "messages";
    private static final int STEP = 1_000;
    private static final int PAGE = 100;

    private final ConversationReader conversations;
    private final HistoryReader history;
    private final Say say;
    private final PathReader path;

    /// How marks are said.
    public record Say(EventFrames frames, UserCache users, ReceiptPrivacy privacy, PublicIds ids) {}

    public ReceiptRoutes(ConversationReader conversations, HistoryReader history, Say say) {
        this.conversations = conversations;
        this.history = history;
        this.say = say;
        path = new PathReader(say.frames(), say.users(), say.ids());
    }

    public List<Route> routes() {
        return List.of(
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/receipts",
                        RouteDoc.of(AREA, "How far the others got", 200)
                                .query("limit?: integer", "cursor?")
                                .answer("Receipt[]")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::receipts),
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/messages/{seq}/receipts",
                        RouteDoc.of(AREA, "Who has received and read one message", 200)
                                .query("limit?: integer", "cursor?")
                                .answer("MessageReceipts")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::receiptsOfOne));
    }

    private Response receipts(Call call) {
        var listed = conversations.require(path.conversation(call), call.user());
        return path.page(
                call, (after, max) -> shown(listed, after, max), MemberMarks::user, this::receipt);
    }

    private Receipt receipt(MemberMarks of) {
        return new Receipt(say.ids().text(of.user()), of.marks().received(), of.marks().read());
    }

    // as the reader may know them
    private List<MemberMarks> shown(Listed listed, @Nullable UserId after, int max) {
        var marks = conversations.marksOfOthers(listed, after, max);
        say.users().find(marks.stream().map(MemberMarks::user).toList()); // read together
        var viewer = listed.membership().user();
        return marks.stream()
                .map(one ->
                        new MemberMarks(
                                one.user(),
                                say.privacy()
                                        .shown(listed.head(), one.user(), one.marks(), viewer)))
                .toList();
    }

    private Response receiptsOfOne(Call call) {
        long seq = MessageRoutes.seq(call);
        var listed = conversations.require(path.conversation(call), call.user());
        history.message(call.user(), listed.head().id(), seq);
        long received = 0;
        long read = 0;
        var reached = new ArrayList<MemberMarks>();
        int limit = call.number("limit", PAGE, 1, STEP);
        var from = path.after(call);
        UserId last = null;
        List<MemberMarks> some;
        do {
            some = shown(listed, last, STEP);
            for (var one : some) {
                last = one.user();
                if (one.marks().received() < seq) {
                    continue;
                }
                received++;
                read += one.marks().read() >= seq ? 1 : 0;
                if (reached.size() <= limit && (from == null || last.compareTo(from) > 0)) {
                    reached.add(one);
                }
            }
        } while (some.size() == STEP);
        boolean more = reached.size() > limit;
        var page = more ? reached.subList(0, limit) : reached;
        var counted = new Counted(received, read);
        return Response.ok(out ->
                out.put("received", counted.received())
                        .put("read", counted.read())
                        .list("items", page.stream().map(this::receipt).toList())
                        .putOrNull("next", more ? say.ids().text(page.getLast().user()) : null));
    }

    private record Counted(long received, long read) {}
}
