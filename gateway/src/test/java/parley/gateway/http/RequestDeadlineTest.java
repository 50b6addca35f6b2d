package parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RequestDeadlineTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new RequestDeadline());

    RequestDeadlineTest() {
        channel.freezeTime();
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private void request() {
        begin();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void begin() {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER));
    }

    @Test
    void a_connection_without_a_request_is_closed() {
        pass(59);
        assertThat(channel.isOpen()).isTrue();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_request_that_comes_in_drops_is_not_awaited_for_ever() {
        begin();
        for (int i = 0; i < 5; i++) {
            channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[1])));
            pass(10);
        }
        assertThat(channel.isOpen()).isTrue();
        pass(11);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void an_answer_may_take_its_time_and_the_next_request_has_its_own() {
        request();
        pass(600);
        assertThat(channel.isOpen()).as("it is being answered").isTrue();
        answer(HttpResponseStatus.OK);
        pass(50);
        request();
        answer(HttpResponseStatus.OK);
        pass(50);
        assertThat(channel.isOpen()).isTrue();
        pass(20);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_stream_is_never_cut_and_being_told_to_continue_is_no_answer() {
        begin();
        answer(HttpResponseStatus.CONTINUE);
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        pass(3_600);
        assertThat(channel.isOpen()).isTrue();
    }
}
