package ai.avyay.integration;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/// Objects that git itself would not write, put into an agent's clone.
record RawObjects(Workshop workshop) {

    String blob(String text) {
        return store("blob", text.getBytes(StandardCharsets.UTF_8));
    }

    /// A tree with one entry.
    String tree(String mode, String name, String object) {
        var raw = new ByteArrayOutputStream();
        raw.writeBytes((mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8));
        raw.writeBytes(HexFormat.of().parseHex(object));
        return store("tree", raw.toByteArray());
    }

    String commit(String tree, String parent) {
        var person = " Eve <eve@example.org> 1700000000 +0000\n";
        var raw =
                "tree "
                        + tree
                        + "\nparent "
                        + parent
                        + "\nauthor"
                        + person
                        + "committer"
                        + person
                        + "\nevil\n";
        return store("commit", raw.getBytes(StandardCharsets.UTF_8));
    }

    private String store(String type, byte[] content) {
        return text(content, "hash-object", "-t", type, "-w", "--literally", "--stdin");
    }

    private String text(byte[] input, String... arguments) {
        return new String(run(input, arguments), StandardCharsets.UTF_8).strip();
    }

    private byte[] run(byte[] input, String... arguments) {
        var git = new Git(workshop.folder(), Repositories.ENVIRONMENT);
        var result = git.run(Map.of(), input, arguments);
        if (!result.succeeded()) {
            throw new AssertionError(result.complaint());
        }
        return result.bytes();
    }

    /// A bundle of just these objects, the first of which is its head.
    byte[] bundle(String start, String... objects) {
        var pack =
                run(
                        String.join("\n", objects).getBytes(StandardCharsets.UTF_8),
                        "pack-objects",
                        "--quiet",
                        "--stdout");
        var bundle = new ByteArrayOutputStream();
        var header =
                "# v2 git bundle\n-%s start\n%s refs/heads/work\n\n".formatted(start, objects[0]);
        bundle.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        bundle.writeBytes(pack);
        return bundle.toByteArray();
    }
}
