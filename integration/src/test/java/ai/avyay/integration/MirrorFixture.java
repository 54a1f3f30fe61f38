package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CommitId;
import java.util.Map;

/// What has been shipped, and a user's branch that follows it or is left.
abstract class MirrorFixture extends HubFixture {
    CommitId shipTo(String path) {
        return ship("api", agent -> agent.write(path, "shipped\n"));
    }

    void assertMoved(CommitId shipped) {
        assertThat(integration.mirror()).isEmpty();
        assertThat(new CommitId(repositories.git("rev-parse", "main"))).isEqualTo(shipped);
        assertThat(new CommitId(repositories.git("rev-parse", "avyay/main"))).isEqualTo(shipped);
        assertThat(repositories.git("status", "--porcelain", "--untracked-files=no")).isEmpty();
        assertNothingLeft();
        assertThat(integration.mirror()).isEmpty();
    }

    void assertNothingLeft() {
        var git = repositories.user().resolve(".git");
        assertThat(git)
                .isDirectoryNotContaining("glob:**/*.lock")
                .isDirectoryNotContaining("glob:**/avyay-index*");
        assertThat(repositories.hubFolder().resolve("checkout")).doesNotExist();
    }

    /// The branch stays, and so does every file; the branch `avyay/main` is there all the same.
    void assertLeft(String... words) {
        var before = repositories.git("rev-parse", "main", "HEAD");
        var files = content();
        assertThat(integration.mirror().orElseThrow())
                .contains("main was left where it is")
                .contains("`git merge avyay/main`")
                .contains(words);
        assertThat(repositories.git("rev-parse", "main", "HEAD")).isEqualTo(before);
        assertThat(repositories.git("rev-parse", "avyay/main"))
                .isEqualTo(repositories.gitInHub("rev-parse", "avyay/main"));
        assertThat(content()).isEqualTo(files);
        assertThat(repositories.user().resolve(".git"))
                .isDirectoryNotContaining("glob:**/avyay-index*");
        assertThat(repositories.hubFolder().resolve("checkout")).doesNotExist();
    }

    private Map<String, String> content() {
        return WorkTreeBytes.of(repositories.user());
    }
}
