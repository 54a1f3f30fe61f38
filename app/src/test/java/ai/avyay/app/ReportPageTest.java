package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.planning.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The whole page of `avyay report`, and its JSON.
class ReportPageTest {
    private static final Report TWO_WEEKS =
            new Report(
                    2.0,
                    new Report.Counts(117, 110, 12, 3, 4, 131),
                    new Report.Pace(
                            Optional.of(Duration.ofMinutes(195)),
                            Optional.of(Duration.ofSeconds(3725)),
                            Optional.of(Duration.ofHours(27)),
                            Optional.of(Duration.ofSeconds(42))),
                    new Report.Activity(Duration.ofHours(315), 3, Duration.ofMinutes(90)),
                    new Report.Reviews(40, 6, Duration.ofHours(17), Duration.ofHours(50)),
                    Map.of(
                            "shell",
                            new Report.Spending(0, 0, BigDecimal.ZERO, 0),
                            "codex",
                            new Report.Spending(1_234_567, 89_000, new BigDecimal("4.205"), 1),
                            "claude",
                            new Report.Spending(500, 20, new BigDecimal("0.0042"), 0)));

    @Test
    void people_read_a_table() {
        assertThat(String.join("\n", new ReportPage(TWO_WEEKS).lines()))
                .isEqualTo(
                        """
                        Tasks                             117
                          done                            110
                          took more than one attempt      12
                          failed                          3
                          abandoned                       4
                        Attempts                          131
                          average                         1h02m
                          longest                         1d03h
                          shortest                        42s
                        Done per week                     55.0
                        Active hours per day              22.5
                        Time to the first commit          3h15m (median over tasks, a group as one)
                        Starvation                        3 times (1.5 per week), 1h30m in all
                        Reviews                           40 decided, 6 sent back, waited for 2d02h
                        Review hours per week             8.5
                        Spent by claude                   $0.0042 as reported, 500 tokens in, 20 out
                        Spent by codex                    $4.21 as reported, 1,234,567 tokens in, 89,000 out; the cost of 1 attempt is unknown\
                        """);
    }

    @Test
    void programs_read_json_with_durations_in_seconds() {
        assertThat(new ReportPage(TWO_WEEKS).json())
                .isEqualTo(
                        """
                        {
                          "tasks" : {
                            "all" : 117,
                            "done" : 110,
                            "retried" : 12,
                            "failed" : 3,
                            "abandoned" : 4
                          },
                          "attempts" : {
                            "all" : 131,
                            "average_seconds" : 3725,
                            "longest_seconds" : 97200,
                            "shortest_seconds" : 42
                          },
                          "done_per_week" : 55.0,
                          "active_hours_per_day" : 22.5,
                          "first_commit_seconds" : 11700,
                          "starvation" : {
                            "incidents" : 3,
                            "per_week" : 1.5,
                            "seconds" : 5400
                          },
                          "reviews" : {
                            "decided" : 40,
                            "rejected" : 6,
                            "waiting_seconds" : 180000,
                            "hours_per_week" : 8.5
                          },
                          "spending" : {
                            "claude" : {
                              "input_tokens" : 500,
                              "output_tokens" : 20,
                              "cost_usd" : 0.0042,
                              "attempts_of_unknown_cost" : 0
                            },
                            "codex" : {
                              "input_tokens" : 1234567,
                              "output_tokens" : 89000,
                              "cost_usd" : 4.205,
                              "attempts_of_unknown_cost" : 1
                            },
                            "shell" : {
                              "input_tokens" : 0,
                              "output_tokens" : 0,
                              "cost_usd" : 0,
                              "attempts_of_unknown_cost" : 0
                            }
                          }
                        }\
                        """);
    }

    @Test
    void of_an_empty_history_the_page_says_that_there_is_nothing_to_measure() {
        var page = new ReportPage(Report.of(List.of(), Instant.EPOCH));
        assertThat(String.join("\n", page.lines()))
                .isEqualTo(
                        """
                        Tasks                             0
                          done                            0
                          took more than one attempt      0
                          failed                          0
                          abandoned                       0
                        Attempts                          0
                          average                         -
                          longest                         -
                          shortest                        -
                        Done per week                     0.0
                        Active hours per day              0.0
                        Time to the first commit          -
                        Starvation                        0 times (0.0 per week), 0s in all
                        Reviews                           0 decided, 0 sent back, waited for 0s
                        Review hours per week             0.0\
                        """);
        assertThat(page.json())
                .doesNotContain("first_commit_seconds", "average_seconds", "longest_seconds");
    }
}
