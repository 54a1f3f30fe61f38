package ai.avyay.app;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Hears when a person presses Control-C, or the system asks the process to end.
///
/// The JDK has the means only in a class that the compiler warns of, so it is reached by name;
/// where it is missing, the process ends at once, and the engine finds everything again at its next
/// start.
final class Interrupts {
    private static final int AT_ONCE = 2;

    private final AtomicInteger heard = new AtomicInteger();
    private final IntConsumer listener;

    private Interrupts(IntConsumer listener) {
        this.listener = listener;
    }

    /// Calls `listener` with 1 at the first request to end, with 2 at the second, and with 2 when
    /// the system asks.
    static void listen(IntConsumer listener) {
        var interrupts = new Interrupts(listener);
        interrupts.on("INT", 1);
        interrupts.on("TERM", AT_ONCE);
        interrupts.on("HUP", AT_ONCE);
    }

    private void on(String signal, int weight) {
        try {
            var signalType = Class.forName("sun.misc.Signal");
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var handler =
                    Proxy.newProxyInstance(
                            Interrupts.class.getClassLoader(),
                            new Class<?>[] {handlerType},
                            (_, method, _) ->
                                    switch (method.getName()) {
                                        case "handle" -> {
                                            listener.accept(heard.addAndGet(weight));
                                            yield null;
                                        }
                                        case "hashCode" -> hashCode();
                                        case "equals" -> false;
                                        default -> "interrupts";
                                    });
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(
                            null,
                            signalType.getConstructor(String.class).newInstance(signal),
                            handler);
        } catch (ReflectiveOperationException | IllegalArgumentException absent) {
            org.slf4j.LoggerFactory.getLogger(Interrupts.class)
                    .debug("no handler for {}", signal, absent);
        }
    }
}
