package ai.avyay.nodes;

import ai.avyay.domain.CommitId;

/// What stands in the `config` of a clone that an attempt works in.
public final class CloneConfiguration {
    private static final String CONFIGURATION =
            """
            \tfilemode = true
            \tbare = false
            \tlogallrefupdates = true
            [user]
            \tname = Avyay agent
            \temail = agent@avyay.invalid
            [gc]
            \tauto = 0
            [maintenance]
            \tauto = false
            """;

    private CloneConfiguration() {}

    /// The configuration of a repository whose names are as long as that of `commit`.
    public static String of(CommitId commit) {
        var sha256 = commit.value().length() == 64;
        var format = sha256 ? "[extensions]\n\tobjectformat = sha256\n" : "";
        return format
                + "[core]\n\trepositoryformatversion = "
                + (sha256 ? 1 : 0)
                + "\n"
                + CONFIGURATION;
    }
}
