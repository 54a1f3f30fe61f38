package ai.avyay.app;

import static ai.avyay.app.Configurations.read;
import static ai.avyay.app.Configurations.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a configuration says of caches.
class CacheConfigurationTest {
    @Test
    void the_usual_caches_need_no_description() {
        for (var name : Caches.names()) {
            var text = "checks: { t: { run: x, caches: [%s] } }\n".formatted(name);
            var cache = cache(name, text);
            assertThat(cache.paths()).isNotEmpty();
            assertThat(cache.filling().command()).isNotBlank();
        }
        var other = cache("maven", "caches: { maven: { warm: mvn -B compile } }\n");
        assertThat(other.paths()).containsExactly(".m2/repository", ".m2/wrapper");
        assertThat(other.filling().command()).isEqualTo("mvn -B compile");
    }

    private static Cache cache(String name, String text) {
        return Optional.ofNullable(read(text).caches().get(name)).orElseThrow();
    }

    @Test
    void a_cache_of_another_kind_says_where_it_lies_and_how_it_is_filled() {
        refused(
                "caches: { bazel: { path: ~/.cache/bazel } }\n",
                "avyay.yaml:1:11: only cargo, go, gradle, maven, npm, pip need no description; say under caches.bazel where it lies (path) and how it is filled (warm)");
        refused(
                "caches:\n  maven: { path: /etc }\n",
                "avyay.yaml:2:3: caches.maven: path must lie in HOME, such as ~/.m2/repository, not '/etc'");
        refused(
                "caches:\n  maven: { path: ~/../x }\n",
                "avyay.yaml:2:3: caches.maven: path must lie in HOME, such as ~/.m2/repository, not '~/../x'");
        refused(
                "caches: { ../maven: {} }\n",
                "avyay.yaml:1:11: '../maven' cannot be a cache's name, use lower-case letters, digits, '-', '_' and '.'");
        refused(
                "agents: { caches: [mavn] }\n",
                "avyay.yaml:1:20: there is no cache 'mavn', did you mean 'maven'?");
    }

    @Test
    void a_cache_that_is_not_known_is_refused() {
        refused(
                "checks: { t: { run: x, caches: [mavn] } }\n",
                "avyay.yaml:1:33: there is no cache 'mavn', did you mean 'maven'?");
    }
}
