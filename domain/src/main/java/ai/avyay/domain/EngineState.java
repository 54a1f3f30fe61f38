package ai.avyay.domain;

import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// What is known of the engine as a whole: pause, breakers, how long work takes, and the nodes'
/// past.
///
/// @param durations by task type
/// @param nodes by name; of one that is not here nothing was ever recorded
public record EngineState(
        Optional<Pause> pause,
        PMap<BreakerKey, Breaker> breakers,
        PMap<String, DurationHistory> durations,
        PMap<String, NodeRecord> nodes) {
    public static final EngineState NEW =
            new EngineState(
                    Optional.empty(),
                    HashTreePMap.empty(),
                    HashTreePMap.empty(),
                    HashTreePMap.empty());

    /// Dispatching is stopped by a person.
    public record Pause(Instant since, String reason) {}

    /// What a breaker guards.
    public record BreakerKey(Kind kind, String name) {
        /// The kinds of thing that may fail in a row.
        public enum Kind {
            AGENT,
            NODE
        }

        public static BreakerKey agent(String name) {
            return new BreakerKey(Kind.AGENT, name);
        }

        public static BreakerKey node(String name) {
            return new BreakerKey(Kind.NODE, name);
        }

        @Override
        public String toString() {
            return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name;
        }
    }

    public Breaker breaker(BreakerKey key) {
        return breakers.getOrDefault(key, Breaker.CLOSED);
    }

    public Optional<NodeRecord> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    EngineState with(String node, NodeRecord record) {
        return new EngineState(pause, breakers, durations, nodes.plus(node, record));
    }

    EngineState withPause(Optional<Pause> changed) {
        return new EngineState(changed, breakers, durations, nodes);
    }

    EngineState with(BreakerKey key, Breaker breaker) {
        var changed =
                breaker.equals(Breaker.CLOSED) ? breakers.minus(key) : breakers.plus(key, breaker);
        return new EngineState(pause, changed, durations, nodes);
    }

    EngineState withSample(String type, DurationHistory.Sample sample) {
        var history = durations.getOrDefault(type, DurationHistory.EMPTY).plus(sample);
        return new EngineState(pause, breakers, durations.plus(type, history), nodes);
    }
}
