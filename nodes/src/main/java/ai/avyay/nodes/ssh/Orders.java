package ai.avyay.nodes.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A script made for one call, which its script reads from the input and carries out whole or not
/// at all. So what it says is not seen in the list of the node's processes.
final class Orders {
    private final StringBuilder text = new StringBuilder("{\n");

    /// Has the file `path`, in which `$files` and the like are filled in, hold `content`.
    Orders put(String path, byte[] content) {
        text.append("put ").append(path).append(' ');
        text.append(Words.escaped(content)).append('\n');
        return this;
    }

    Orders put(String path, String content) {
        return put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Orders put(String folder, Map<String, String> files) {
        files.forEach((name, content) -> put(folder + "/" + Words.plain(name), content));
        return this;
    }

    /// Has a line of `sh` carried out.
    Orders line(String line) {
        text.append(line).append('\n');
        return this;
    }

    RemoteProcess.Input input() {
        return stream -> stream.write((text + "}\n").getBytes(StandardCharsets.UTF_8));
    }
}
