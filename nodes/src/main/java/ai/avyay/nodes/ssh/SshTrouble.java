package ai.avyay.nodes.ssh;

import java.util.List;
import java.util.regex.Pattern;

/// Tells from what `ssh` said why a machine could not be reached, and what to do about it.
final class SshTrouble {
    private static final int LONGEST = 300;

    /// Something that `ssh` says, and what a person does then; `%s` stands for the destination.
    private record Known(Pattern said, String advice) {}

    private static final List<Known> KNOWN =
            List.of(
                    known(
                            "REMOTE HOST IDENTIFICATION HAS CHANGED",
                            "its host key is not the one that is known; if the machine was set up anew, "
                                    + "remove the old key with `ssh-keygen -R HOST` and run `ssh %s true` to accept the new one"),
                    known(
                            "Host key verification failed|No .* host key is known for",
                            "its host key is not known; run `ssh %s true` once and compare it"),
                    known(
                            "Permission denied",
                            "it takes none of your keys; `ssh -o BatchMode=yes %s true` must work without a question"),
                    known(
                            "Could not resolve hostname",
                            "there is no such host; see `ssh -G %s | grep ^hostname`"),
                    known(
                            "Connection refused",
                            "nothing listens there; is sshd started (on a Mac: System Settings, Sharing, Remote Login)?"),
                    known(
                            "timed out|No route to host|Network is unreachable|not responding|Host is down",
                            "it does not answer; it may be asleep, off or in another network"),
                    known(
                            "Bad owner or permissions|UNPROTECTED PRIVATE KEY FILE",
                            "ssh refuses a file of yours that others could change or read; `ssh %s true` names it"));

    private SshTrouble() {}

    private static Known known(String said, String advice) {
        return new Known(Pattern.compile(said), advice);
    }

    /// In a sentence, with what to do.
    static String explained(String destination, String said) {
        var advice =
                KNOWN.stream()
                        .filter(known -> known.said().matcher(said).find())
                        .findFirst()
                        .map(known -> known.advice().formatted(destination));
        return destination
                + ": "
                + advice.orElseGet(() -> "the connection was lost" + quoted(said));
    }

    private static String quoted(String said) {
        var line = said.strip().lines().reduce("", (_, last) -> last);
        var text = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return text.isEmpty() ? "" : " (" + text + ")";
    }
}
