package parley.gateway.command;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.protocol.Reply;

/// Gives every error that is told a trace, by which the log knows it: what is wrong with the server
/// always, a refusal where the log is detailed (`log.level` is `debug`).
public final class Traces {
    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);

    private Traces() {}

    /// The reply as it is told.
    public static Reply traced(Reply reply) {
        if (!(reply instanceof Reply.Error error) || error.trace() != null) {
            return reply;
        }
        var trace = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.debug("refused with {}, trace {}", error.code(), trace);
        return error.with(trace);
    }
}
