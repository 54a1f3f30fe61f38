package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.Execution.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BubblewrapArgumentsTest {
    private static final SystemFolders SYSTEM =
            new SystemFolders(List.of(Path.of("/usr")), new TreeMap<>(Map.of("/bin", "usr/bin")));

    private final BubblewrapArguments arguments =
            new BubblewrapArguments(SYSTEM, Optional.of(Path.of("/run/user/7/gateway.sock")));

    private String of(Network network, Map<String, String> environment, Mount... mounts) {
        var enclosure =
                new Enclosure(List.of(), List.of(mounts), network, "/avyay/workspace", environment);
        return String.join(" ", arguments.of(enclosure));
    }

    @Test
    void a_namespace_of_each_kind_and_no_capability() {
        assertThat(of(Network.NONE, Map.of()))
                .contains(
                        "--unshare-user",
                        "--unshare-pid",
                        "--unshare-ipc",
                        "--unshare-uts",
                        "--unshare-net",
                        "--cap-drop ALL",
                        "--die-with-parent",
                        "--new-session")
                .endsWith("--remount-ro /proc --remount-ro / --chdir /avyay/workspace --");
    }

    @Test
    void the_system_is_read_only_and_comes_first() {
        assertThat(
                        of(
                                Network.NONE,
                                Map.of(),
                                Mount.writable(Path.of("/c/tree"), "/avyay/workspace")))
                .containsSubsequence(
                        "--ro-bind /usr /usr",
                        "--symlink usr/bin /bin",
                        "--proc /proc",
                        "--bind /c/tree /avyay/workspace")
                .doesNotContain("--bind /usr", "--bind / /");
    }

    @Test
    void names_of_the_outside_are_known_only_where_it_can_be_reached() {
        assertThat(of(Network.OPEN, Map.of()))
                .contains("/etc/resolv.conf")
                .doesNotContain("--unshare-net");
        assertThat(of(Network.NONE, Map.of())).doesNotContain("/etc/resolv.conf");
        assertThat(of(Network.GATEWAY, Map.of()))
                .doesNotContain("/etc/resolv.conf")
                .contains("--unshare-net");
    }

    @Test
    void the_gateway_is_the_only_socket_and_only_where_asked_for() {
        assertThat(of(Network.GATEWAY, Map.of()))
                .contains("--ro-bind /run/user/7/gateway.sock /avyay/gateway.sock");
        assertThat(of(Network.OPEN, Map.of())).doesNotContain("gateway.sock");
        assertThat(of(Network.NONE, Map.of())).doesNotContain("gateway.sock");
    }

    @Test
    void no_variable_is_on_the_command_line_but_the_loader_s() {
        assertThat(of(Network.NONE, Map.of("KEY", "sk-secret", "LD_LIBRARY_PATH", "/lib/x")))
                .doesNotContain("sk-secret", "KEY")
                .contains("--setenv LD_LIBRARY_PATH /lib/x");
    }

    @Test
    void of_etc_no_folder_with_private_keys_is_shown() {
        assertThat(SystemFolders.ofThisMachine().present().stream().map(Path::toString))
                .doesNotContain(
                        "/etc",
                        "/etc/ssl",
                        "/etc/ssl/private",
                        "/etc/pki",
                        "/etc/ssh",
                        "/etc/shadow",
                        "/root",
                        "/home");
    }
}
