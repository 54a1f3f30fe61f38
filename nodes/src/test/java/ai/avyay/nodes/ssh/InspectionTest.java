package ai.avyay.nodes.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.nodes.ssh.Inspection.Grade;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a person is told of a machine. The texts of macOS follow the documentation of its tools;
/// they were not seen on real hardware.
class InspectionTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static final List<String> PROGRAMS = List.of("claude", "codex");

    private static final String MAC =
            """
            system Darwin arm64
            user 501
            home /Users/dev
            clock 1800000000
            machine 564D4F2A-0000-1111-2222-333344445555
            free 412000000
            git git version 2.39.5 (Apple Git-154)
            program claude /opt/homebrew/bin/claude 2.1.0 (Claude Code)
            elsewhere codex /Users/dev/.npm/bin/codex
            offers xcode Xcode 26.1
            offers gpu Apple
            power standby 1
            power sleep 1
            power lowpowermode 1
            sandbox sandbox-exec
            awake caffeinate
            """;

    private static final String LAPTOP =
            """
            system Linux x86_64
            user 0
            home /home/ä b
            clock 1800086400
            free 1048576
            power battery yes
            power sleep.target static
            power IdleAction suspend
            """;

    @Test
    void a_mac_that_sleeps_and_an_agent_off_the_path() {
        var found = Inspection.of("dev@mbp3", PROGRAMS, MAC, NOW);
        assertThat(found.capabilities()).containsExactly("claude", "gpu", "shell", "xcode");
        assertThat(found.machine()).contains("564D4F2A-0000-1111-2222-333344445555");
        assertThat(found.findings())
                .filteredOn(finding -> finding.grade() != Grade.GOOD)
                .extracting(Inspection.Finding::text)
                .containsExactly(
                        "agent codex is found by a login only: /Users/dev/.npm/bin/codex",
                        "it goes to sleep after 1 min without use",
                        "low power mode is on, so it runs slower");
    }

    @Test
    void a_linux_laptop_without_anything() {
        var found = Inspection.of("thinkpad", PROGRAMS, LAPTOP, NOW);
        assertThat(found.findings())
                .filteredOn(finding -> finding.grade() != Grade.GOOD)
                .extracting(Inspection.Finding::text)
                .containsExactly(
                        "git is not there",
                        "its user is the superuser",
                        "its clock is 86400 s ahead",
                        "1 GiB free",
                        "nothing there keeps a program within its workspace",
                        "it is a laptop that sleeps when its lid is closed",
                        "it does this when nobody uses it: suspend");
        assertThat(found.findings())
                .filteredOn(finding -> finding.grade() != Grade.GOOD)
                .allSatisfy(finding -> assertThat(finding.advice()).isNotEmpty());
    }

    @Test
    void a_laptop_that_was_told_not_to_sleep_is_well() {
        var awake = LAPTOP.replace("sleep.target static", "sleep.target masked");
        assertThat(Inspection.of("thinkpad", PROGRAMS, awake, NOW).findings())
                .extracting(Inspection.Finding::text)
                .noneMatch(text -> text.contains("laptop") || text.contains("nobody uses it"));
    }

    @Test
    void lines_that_are_not_known_and_numbers_that_are_none_do_no_harm() {
        var strange = "clock x\nfree\n\nbanner: welcome\nprogram\n";
        assertThat(Inspection.of("there", PROGRAMS, strange, NOW).findings()).isNotEmpty();
    }
}
