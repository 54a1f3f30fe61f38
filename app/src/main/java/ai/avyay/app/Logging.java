package ai.avyay.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/// Sends warnings to standard error, and with `AVYAY_DEBUG=1` everything else of ours too.
///
/// Set up in code, because reading it from XML would take longer than most commands do.
public final class Logging extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var debugging = debugging(System.getenv());
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(debugging ? "%d %-5level %logger{0}: %msg%n" : "avyay: %msg%n%nopex");
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger("ai.avyay").setLevel(debugging ? Level.DEBUG : Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static boolean debugging(java.util.Map<String, String> environment) {
        return environment.getOrDefault("AVYAY_DEBUG", "").equals("1");
    }
}
