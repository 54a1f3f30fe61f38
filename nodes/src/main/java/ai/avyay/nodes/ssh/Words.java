package ai.avyay.nodes.ssh;

import java.util.List;
import java.util.stream.Collectors;

/// Words of a script in `sh` whose paths are known on the node only.
///
/// A character that stands for such a path is as good as the path: the node's shell puts it in. So
/// no path of the node has to be written in characters of ours.
final class Words {
    /// Stands for the folder of the workspace.
    static final String PLACE = "\u0001";

    /// Stands for the folder of what is run there.
    static final String RUN = "\u0002";

    /// Stands for the home folder of the node's user.
    static final String HOME = "\u0003";

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7e;

    private Words() {}

    /// `word` as it is.
    static String plain(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL character cannot be given to a program");
        }
        return Ssh.quoted(word);
    }

    /// `word` with the paths put in.
    static String filled(String word) {
        return plain(word)
                .replace(PLACE, "'\"$place\"'")
                .replace(RUN, "'\"$run\"'")
                .replace(HOME, "'\"$home\"'");
    }

    static String filled(List<String> words) {
        return words.stream().map(Words::filled).collect(Collectors.joining(" "));
    }

    /// `text` as `printf %b` takes it, in plain characters and within quotes.
    static String escaped(byte[] text) {
        var escaped = new StringBuilder(text.length + 2).append('\'');
        for (var each : text) {
            if (each >= FIRST_PRINTABLE && each <= LAST_PRINTABLE && each != '\'' && each != '\\') {
                escaped.append((char) each);
            } else {
                escaped.append("\\0%03o".formatted(each & 0xff));
            }
        }
        return escaped.append('\'').toString();
    }
}
