package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.Execution.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeatbeltProfileTest {
    private static String of(Network network, Mount... mounts) {
        return new SeatbeltProfile(Optional.of(Path.of("/tmp/gateway.sock")))
                .of(new Enclosure(List.of(), List.of(mounts), network, "/", Map.of()));
    }

    @Test
    void everything_is_denied_that_is_not_listed() {
        assertThat(of(Network.NONE))
                .startsWith("(version 1)\n(deny default)\n")
                .doesNotContain("(allow network", "/Users", "(subpath \"/\")");
    }

    @Test
    void only_what_is_mounted_to_be_written_can_be_written() {
        assertThat(
                        of(
                                Network.NONE,
                                Mount.writable(Path.of("/Users/a/tree"), "/w"),
                                Mount.readable(Path.of("/Users/a/tool"), "/t")))
                .contains(
                        "(allow file-read* file-write* (subpath \"/Users/a/tree\"))",
                        "(allow file-read* (subpath \"/Users/a/tool\"))")
                .doesNotContain("file-write* (subpath \"/Users/a/tool\"");
    }

    @Test
    void the_network_is_none_the_gateway_or_open() {
        assertThat(of(Network.GATEWAY))
                .contains("(allow network-outbound (literal \"/tmp/gateway.sock\"))");
        assertThat(of(Network.OPEN)).contains("(allow network*)");
    }

    @Test
    void a_path_cannot_end_its_own_quotes() {
        assertThat(of(Network.NONE, Mount.writable(Path.of("/a\"))(allow default)(\\"), "/w")))
                .contains("\"/a\\\"))(allow default)(\\\\\"");
    }
}
