package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Groups of several nodes in one process, made in a folder that stands for the kernel's.
class ControlGroupsTest {
    @Test
    void no_two_nodes_of_one_process_share_a_group(@TempDir Path folder) throws IOException {
        var left = new ControlGroups(folder, new AtomicLong());
        var right = new ControlGroups(folder, new AtomicLong());
        var groups = new HashSet<Path>();
        for (var i = 0; i < 5; i++) {
            groups.add(left.make("100").folder());
            groups.add(right.make("100").folder());
        }
        assertThat(groups).hasSize(10).allSatisfy(group -> assertThat(group).isDirectory());
    }
}
