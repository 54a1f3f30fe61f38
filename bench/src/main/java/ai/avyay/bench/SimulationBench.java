package ai.avyay.bench;

import ai.avyay.simulation.Recipe;
import ai.avyay.simulation.Verdict;
import ai.avyay.simulation.World;
import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.LongStream;

/// How many steps of the engine the simulation takes in a second of one core, every law looked at
/// after each of them; and how much time goes by in its worlds meanwhile.
///
/// Arguments: how many worlds.
public final class SimulationBench {
    private static final long WORLDS = 10_000;
    private static final PrintStream OUT = Shell.output();

    private SimulationBench() {}

    public static void main(String[] args) {
        var worlds = args.length > 0 ? Long.parseLong(args[0]) : WORLDS;
        var began = System.nanoTime();
        var busyBefore = processorTime();
        var lived =
                LongStream.rangeClosed(1, worlds)
                        .parallel()
                        .mapToObj(seed -> Lived.of(new World(Recipe.of(seed)).run()))
                        .reduce(Lived.NOTHING, Lived::plus);
        var busy = Duration.ofNanos(processorTime() - busyBefore);
        var wall = Duration.ofNanos(System.nanoTime() - began);
        OUT.printf(
                "%,d worlds, %,d steps, %d laws broken%n", worlds, lived.steps(), lived.broken());
        OUT.printf(
                "%.1f s by the clock on all cores, %.1f s of the processor: %,.0f steps in each of these%n",
                seconds(wall), seconds(busy), lived.steps() / seconds(busy));
        OUT.printf(
                "in the worlds %,d days went by, %,.0f times as fast as on one core here%n",
                lived.time().toDays(), seconds(lived.time()) / seconds(busy));
    }

    /// Of all threads of this program, those of the JVM included.
    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private record Lived(long steps, long broken, Duration time) {
        static final Lived NOTHING = new Lived(0, 0, Duration.ZERO);

        static Lived of(Verdict verdict) {
            var time = Duration.between(World.START, verdict.end());
            return new Lived(verdict.steps(), verdict.isGood() ? 0 : 1, time);
        }

        Lived plus(Lived other) {
            return new Lived(steps + other.steps, broken + other.broken, time.plus(other.time));
        }
    }
}
