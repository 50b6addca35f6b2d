package parley.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.gateway.limit.Crowding;

/// A connection isn't read while much waits, the less the more waits on the whole node.
@Timeout(30)
final class CommandPumpTest {
    private static final int MANY = 8_192;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SocketConnection connection =
            new SocketConnection(
                    channel,
                    Connection.Door.TCP,
                    new Framing.Lines(),
                    new InetSocketAddress("127.0.0.1", 1));
    private final Crowding crowding = new Crowding();
    private final Semaphore may = new Semaphore(0);
    private final BlockingQueue<Integer> done = new LinkedBlockingQueue<>();
    private final CommandPump<Integer> pump = new CommandPump<>(connection, crowding, this::doOne);

    private void doOne(int command) {
        may.acquireUninterruptibly();
        done.add(command);
        if (command < 0) {
            throw new StackOverflowError("of a test");
        }
    }

    private int awaitDone() throws InterruptedException {
        var command = done.poll(10, TimeUnit.SECONDS);
        assertThat(command).isNotNull();
        return command;
    }

    private boolean isRead() {
        channel.runPendingTasks();
        return channel.config().isAutoRead();
    }

    @Test
    void much_of_one_connection_waits_until_a_quarter_is_left() throws Exception {
        for (int i = 0; i < 70; i++) { // the first may be taken before the last comes
            pump.offer(i);
        }
        assertThat(isRead()).isFalse();
        assertThat(pump.isFull()).isTrue();
        may.release(70);
        for (int i = 0; i < 70; i++) {
            assertThat(awaitDone()).isEqualTo(i);
        }
        while (!pump.isIdle()) {
            Thread.onSpinWait();
        }
        assertThat(isRead()).isTrue();
    }

    @Test
    void where_it_is_crowded_few_may_wait() {
        crowding.commands(MANY);
        for (int i = 0; i < 3; i++) {
            pump.offer(i);
        }
        assertThat(isRead()).isTrue();
        pump.offer(3);
        pump.offer(4);
        assertThat(isRead()).isFalse();
    }

    @Test
    void one_connection_alone_is_no_crowd() {
        for (int i = 0; i < 2 * MANY; i++) {
            pump.offer(i);
        }
        assertThat(crowding.commandsEach()).isEqualTo(Crowding.COMMANDS);
        pump.stop();
        crowding.commands(MANY - 1); // nothing of it is left
        assertThat(crowding.commandsEach()).isEqualTo(Crowding.COMMANDS);
    }

    @Test
    void a_command_that_ends_in_an_error_holds_nobody_up() throws Exception {
        pump.offer(-1);
        pump.offer(1);
        may.release(2);
        assertThat(awaitDone()).isEqualTo(-1);
        assertThat(awaitDone()).isEqualTo(1);
    }

    @Test
    void who_is_full_again_by_then_isnt_read() throws Exception {
        for (int i = 0; i < 66; i++) {
            pump.offer(i);
        }
        may.release(60);
        for (int i = 0; i < 60; i++) {
            awaitDone(); // and the loop hasn't come to read again
        }
        for (int i = 66; i < 166; i++) {
            pump.offer(i);
        }
        assertThat(pump.isFull()).isTrue();
        assertThat(isRead()).isFalse();
    }
}
