package ai.avyay.app;

import java.io.PrintStream;
import java.util.List;

/// Where a command prints.
///
/// @param width in columns
/// @param interactive whether a person looks at `out`, so that it may be redrawn
public record Terminal(PrintStream out, PrintStream err, Ink ink, int width, boolean interactive) {
    /// Columns where nobody says how many there are.
    public static final int USUAL_WIDTH = 100;

    public void print(String line) {
        out.println(line);
    }

    public void print(List<String> lines) {
        lines.forEach(out::println);
    }

    /// Says on the error stream what went wrong.
    public void complain(String message) {
        err.println(ink.bad("avyay:") + " " + message);
    }

    /// Says something on the error stream that is no answer and no complaint.
    public void mention(String message) {
        err.println(ink.faint(message));
    }
}
