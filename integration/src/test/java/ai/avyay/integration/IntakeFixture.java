package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.NodeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;

/// An attempt's workshop, and bundles of it that the hub is handed.
abstract class IntakeFixture extends HubFixture {
    static final AttemptRef ATTEMPT = Tasks.attempt("api");
    CommitId start;
    Workshop workshop;
    RawObjects raw;

    @BeforeEach
    void begin() {
        start = start(ATTEMPT).start();
        workshop = workshop("agent", start);
        raw = new RawObjects(workshop);
    }

    void assertRefused(byte[] bundle) {
        assertRefused(bundle, "");
    }

    void assertRefused(byte[] bundle, String word) {
        var before = files();
        assertThatThrownBy(() -> hub.accept(ATTEMPT, start, new ByteArrayInputStream(bundle)))
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith("api (attempt 1): the work was refused: ")
                .hasMessageContaining(word);
        assertThat(files()).isEqualTo(before);
        assertThat(repositories.gitInHub("for-each-ref", "refs/attempts")).isEmpty();
    }

    Set<String> files() {
        try (var found = Files.walk(repositories.hubFolder())) {
            var files = new TreeSet<String>();
            found.map(Path::toString).forEach(files::add);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int indexOfPack(byte[] bundle) {
        return new String(bundle, StandardCharsets.ISO_8859_1).indexOf("\n\nPACK") + 2;
    }

    static byte[] join(String header, byte[] pack) {
        var joined =
                Arrays.copyOf(
                        header.getBytes(StandardCharsets.UTF_8), header.length() + pack.length);
        System.arraycopy(pack, 0, joined, header.length(), pack.length);
        return joined;
    }
}
