package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The lines before the pack in a git bundle (version 2).
///
/// @param prerequisites commits that the receiver must have
record BundleHeader(List<CommitId> prerequisites, CommitId head) {
    private static final String SIGNATURE = "# v2 git bundle";
    private static final int MOST_LINES = 1_000;
    private static final int MOST_BYTES = 4_096;
    private static final Pattern PREREQUISITE = Pattern.compile("-([0-9a-f]{40})(?: .*)?");
    private static final Pattern HEAD = Pattern.compile("([0-9a-f]{40}) [^ ]+");

    BundleHeader {
        prerequisites = List.copyOf(prerequisites);
    }

    /// Reads up to the empty line, so that the pack comes next.
    static BundleHeader read(InputStream bundle) throws IOException {
        if (!line(bundle).equals(SIGNATURE)) {
            throw new Refusal("it is not a git bundle of version 2");
        }
        var prerequisites = new ArrayList<CommitId>();
        var heads = new ArrayList<CommitId>();
        for (var line = line(bundle); !line.isEmpty(); line = line(bundle)) {
            var prerequisite = PREREQUISITE.matcher(line);
            var head = HEAD.matcher(line);
            if (prerequisite.matches()) {
                prerequisites.add(new CommitId(prerequisite.group(1)));
            } else if (head.matches()) {
                heads.add(new CommitId(head.group(1)));
            } else {
                throw new Refusal("its bundle has a line that git does not write");
            }
            if (prerequisites.size() + heads.size() > MOST_LINES) {
                throw new Refusal("its bundle names more than " + MOST_LINES + " commits");
            }
        }
        if (heads.size() != 1) {
            throw new Refusal("its bundle has " + heads.size() + " heads instead of one");
        }
        return new BundleHeader(prerequisites, heads.getFirst());
    }

    private static String line(InputStream bundle) throws IOException {
        var line = new byte[MOST_BYTES];
        for (var length = 0; length < line.length; length++) {
            var next = bundle.read();
            if (next < 0) {
                throw new Refusal("its bundle is cut off");
            }
            if (next == '\n') {
                return new String(line, 0, length, StandardCharsets.UTF_8);
            }
            line[length] = (byte) next;
        }
        throw new Refusal("its bundle has a line that git does not write");
    }
}
