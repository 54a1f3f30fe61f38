package ai.avyay.app;

import ai.avyay.domain.Review;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What may stand in `avyay.yaml`, key by key; every key but a check's `run` is optional.
record ConfigurationFile(
        Optional<Shipping> integration,
        Map<String, Machine> nodes,
        Optional<Programs> agents,
        Map<String, Measure> checks,
        Map<String, Store> caches,
        Optional<Guards> guards,
        Map<String, Kind> types,
        Map<String, Resource> resources,
        Map<String, Part> areas,
        Optional<Bounds> limits) {

    /// `integration:`
    record Shipping(Optional<String> branch) {}

    /// One of `nodes:`
    record Machine(
            Optional<Integer> slots,
            Optional<List<String>> capabilities,
            Optional<String> ssh,
            Optional<Double> maxLoad) {
        Machine {
            atLeastOne("slots", slots);
            maxLoad.filter(given -> !(given > 0))
                    .ifPresent(given -> {
                        throw new IllegalArgumentException(
                                "max_load must be more than 0, such as 0.8, not " + given);
                    });
        }
    }

    /// `agents:`
    record Programs(
            @JsonProperty("default") Optional<String> standard,
            Map<String, String> byType,
            Optional<Sandbox> sandbox,
            List<String> caches,
            Map<String, Program> settings) {}

    /// Whether model agents may run where nothing contains them.
    enum Sandbox {
        REQUIRED,
        NONE
    }

    /// One of `agents: settings:`
    record Program(Optional<Login> login, Optional<String> model, List<String> environment) {}

    /// How an agent program proves to its provider who it is.
    enum Login {
        OWN,
        KEY
    }

    /// One of `checks:`
    record Measure(
            @JsonProperty(required = true) String run,
            Optional<Integer> weight,
            boolean required,
            Optional<List<String>> reports,
            Optional<Reach> network,
            List<String> capabilities,
            List<String> caches,
            Optional<Duration> timeout,
            Optional<List<String>> protects) {
        Measure {
            if (run.isBlank()) {
                throw new IllegalArgumentException("run is empty, write the command to run");
            }
            if (weight.isPresent() && weight.get() < 0) {
                throw new IllegalArgumentException("weight must be 0 or more, not " + weight.get());
            }
        }
    }

    /// One of `caches:`
    record Store(
            List<String> path,
            Optional<String> warm,
            Optional<Reach> network,
            List<String> files,
            List<String> environment,
            Optional<Duration> timeout) {
        Store {
            path = path.stream().map(each -> inHome("path", each)).toList();
            files = files.stream().map(each -> inHome("files", each)).toList();
            if (warm.isPresent() && warm.get().isBlank()) {
                throw new IllegalArgumentException(
                        "warm is empty, write the command that fills the cache");
            }
            positive("timeout", timeout);
        }

        /// The path relative to HOME.
        private static String inHome(String key, String said) {
            var path = Path.of(said.startsWith("~/") ? said.substring(2) : "").normalize();
            if (path.toString().isEmpty() || path.startsWith("..") || path.isAbsolute()) {
                throw new IllegalArgumentException(
                        "%s must lie in HOME, such as ~/.m2/repository, not '%s'"
                                .formatted(key, said));
            }
            return path.toString();
        }
    }

    /// `guards:`
    record Guards(
            List<String> review,
            List<String> forbidden,
            List<String> protects,
            Optional<ByteCount> largestFile,
            List<String> binaries,
            List<String> outputs) {
        Guards {
            largestFile
                    .filter(given -> given.bytes() < 1)
                    .ifPresent(_ -> {
                        throw new IllegalArgumentException(
                                "largest_file must be more than nothing");
                    });
        }
    }

    /// What a check, or a command that fills a cache, may talk to.
    enum Reach {
        NONE,
        OPEN
    }

    /// One of `types:`
    record Kind(
            Optional<Review> review,
            Optional<Integer> minQualityThreshold,
            Optional<List<String>> checks,
            boolean heavy) {
        Kind {
            minQualityThreshold
                    .filter(given -> given < 0 || given > 100)
                    .ifPresent(given -> {
                        throw new IllegalArgumentException(
                                "min_quality_threshold must be 0 to 100, not " + given);
                    });
        }
    }

    /// One of `resources:`: a number, or a number with how long it is held.
    record Resource(Optional<Integer> limit, Optional<Until> until) {
        Resource {
            atLeastOne("limit", limit);
        }

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        static Resource of(
                @JsonProperty("limit") Optional<Integer> limit,
                @JsonProperty("until") Optional<Until> until) {
            return new Resource(limit, until);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Resource of(String said) {
            if (said.matches("[0-9]{1,6}")) {
                return of(Integer.parseInt(said));
            }
            throw new IllegalArgumentException(
                    "'%s' is not a number, or { limit: 1, until: integrated }".formatted(said));
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Resource of(int limit) {
            return new Resource(Optional.of(limit), Optional.empty());
        }
    }

    /// When a resource is given on.
    enum Until {
        CHECKED,
        INTEGRATED
    }

    /// One of `areas:`
    record Part(@JsonProperty(required = true) List<String> paths, Optional<Integer> parallel) {
        Part {
            atLeastOne("parallel", parallel);
        }
    }

    /// `limits:`
    record Bounds(
            Optional<Duration> lease,
            Optional<Duration> estimate,
            Optional<Duration> silence,
            Optional<Integer> maxAttempts,
            Optional<Duration> backoff,
            Optional<Duration> longestBackoff,
            Optional<Breaker> breaker) {
        Bounds {
            atLeastOne("max_attempts", maxAttempts);
            positive("lease", lease);
            positive("estimate", estimate);
            positive("silence", silence);
        }
    }

    /// `limits: breaker:`
    record Breaker(Optional<Integer> failures, Optional<Duration> pause) {
        Breaker {
            atLeastOne("failures", failures);
        }
    }

    private static void atLeastOne(String key, Optional<Integer> value) {
        if (value.isPresent() && value.get() < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, not " + value.get());
        }
    }

    private static void positive(String key, Optional<Duration> value) {
        if (value.isPresent() && !value.get().isPositive()) {
            throw new IllegalArgumentException(key + " must be longer than nothing");
        }
    }
}
