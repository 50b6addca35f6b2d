package parley.server.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/// Sets the log up: to standard error, as text or JSON lines, as much as the settings say.
public final class Logging {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{20} %msg%n";

    // it speaks by the JDK's logger, of a module for vectors that nothing here is made of; kept
    // here,
    // since a logger that nobody holds forgets its level
    private static final java.util.logging.Logger LUCENE =
            java.util.logging.Logger.getLogger("org.apache.lucene");

    private Logging() {}

    public static void configure(Settings settings) {
        LUCENE.setLevel(java.util.logging.Level.SEVERE);
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(context, settings.text(Setting.LOG_FORMAT).equals("json")));
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.toLevel(settings.text(Setting.LOG_LEVEL)));
        // libraries speak at their own length: the driver's and Netty's lower levels tell an
        // operator nothing
        for (var chatty :
                new String[] {"io.netty", "com.zaxxer", "org.postgresql", "io.micrometer"}) {
            var level = Level.toLevel(settings.text(Setting.LOG_LEVEL));
            context.getLogger(chatty)
                    .setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.INFO);
        }
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, boolean json) {
        if (json) {
            var encoder = new JsonEncoder();
            encoder.setContext(context);
            encoder.start();
            return encoder;
        }
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }
}
