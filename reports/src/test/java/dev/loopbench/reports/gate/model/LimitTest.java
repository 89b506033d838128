package dev.loopbench.reports.gate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.GateReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.gate.model.Limit.Relation;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.JsonReportWriter;
import dev.loopbench.reports.junit.JunitReportWriter;
import dev.loopbench.reports.markdown.MarkdownReportWriter;
import dev.loopbench.reports.text.TextReportWriter;
import dev.loopbench.reports.text.TextStyle;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitTest {

    private final Report fourIterations =
            new GateReports()
                    .operations(GateReports.operation("work", 1))
                    .counts(4, 1L, 1L, 1L)
                    .report();

    @ParameterizedTest
    @CsvSource({
        "<,3,false", "<,4,false", "<,5,true",
        "<=,3,false", "<=,4,true", "<=,5,true",
        ">,3,true", ">,4,false", ">,5,false",
        ">=,3,true", ">=,4,true", ">=,5,false"
    })
    void an_expression_states_what_has_to_hold(String symbol, double bound, boolean kept)
            throws Exception {
        Relation relation = Relation.of(symbol).orElseThrow();
        Limit limit = new Limit("x", Cell.named("loop.iterations"), relation, bound);

        assertThat(limit.outcome(fourIterations))
                .isEqualTo(new LimitOutcome("x", 4.0, "count", kept, null));
    }

    @Test
    void what_was_not_measured_is_neither_kept_nor_broken() throws Exception {
        Limit limit = limit("wait.p99 < 20ms", "wait.p99", Relation.BELOW, 20e6);

        assertThat(limit.outcome(SampleReports.flood()))
                .isEqualTo(
                        new LimitOutcome(
                                "wait.p99 < 20ms", null, "ns", null, "no flood job waited"));
    }

    @ParameterizedTest
    @CsvSource({"6,false,true", "9,,false", "20,true,true"})
    void a_value_that_may_be_higher_is_held_against_its_bound_where_both_ends_agree(
            double boundMillis, @Nullable Boolean kept, boolean told) throws Exception {
        Report report = new GateReports().delayUpTo(8_000_000, 7_000_000).report();
        Limit limit = limit("x", "loop.delay.p99", Relation.BELOW, boundMillis * 1e6);

        LimitOutcome outcome = limit.outcome(report);

        assertThat(outcome.kept()).isEqualTo(kept);
        assertThat(outcome.reason()).isEqualTo(told ? null : "it is between 8.00ms and 15.0ms");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12300000 | ns    | true  | x holds: it is 12.3ms",
                "12300000 | ns    | false | x is broken: it is 12.3ms",
                "5000     | /s    | false | x is broken: it is 5000/s",
                "0.8      | share | true  | x holds: it is 80.0%",
                "65536    | B     | true  | x holds: it is 64KiB",
                "3        | count | true  | x holds: it is 3",
                "3        | later | true  | x holds: it is 3",
            })
    void an_outcome_is_told_with_its_value(
            double value, String unit, boolean kept, String sentence) {
        assertThat(Limit.sentence(new LimitOutcome("x", value, unit, kept, null)))
                .isEqualTo(sentence);
    }

    @Test
    void a_report_without_limits_says_nothing_of_them() {
        assertThat(Limit.outcomes(SampleReports.classic())).isEmpty();
        assertThat(Limit.held(SampleReports.classic(), List.of()).limits()).isNull();
    }

    @Test
    void limits_are_read_back_as_they_were_written() throws Exception {
        StringBuilder json = new StringBuilder();
        new JsonReportWriter().write(held(), json);

        assertThat(new JsonReportReader().read(new StringReader(json.toString())))
                .isEqualTo(held());
    }

    @Test
    void the_terminal_tells_each_limit_below_the_verdict() throws Exception {
        StringBuilder text = new StringBuilder();
        new TextReportWriter(new TextStyle(100, true, false)).write(held(), text);

        assertThat(text)
                .contains(
                        """
                        ✓ errors <= 0 holds: it is 0
                        ▲ makespan < 1us is broken: it is 299ms
                        ▲ send.p50 < 1s cannot be told: the load of pbkdf2 does not tell sending apart from starting
                        """);
    }

    @Test
    void junit_has_a_test_case_for_each_limit() throws Exception {
        StringBuilder xml = new StringBuilder();
        new JunitReportWriter().write(held(), xml);

        assertThat(xml)
                .containsPattern("<testcase [^>]*name=\"limit errors &lt;= 0\"[^>]*/>")
                .containsPattern(
                        "(?s)name=\"limit makespan &lt; 1us\"[^>]*>\\s*<failure type=\"limit.broken\""
                                + " message=\"makespan &lt; 1us is broken")
                .containsPattern("(?s)name=\"limit send.p50 &lt; 1s\"[^>]*>\\s*<error ");
    }

    @Test
    void markdown_lists_each_limit() throws Exception {
        StringBuilder markdown = new StringBuilder();
        new MarkdownReportWriter().write(held(), markdown);

        assertThat(markdown)
                .contains("- ✅ errors &lt;= 0 holds: it is 0\n")
                .contains("- ❌ makespan &lt; 1us is broken: it is ");
    }

    private static Report held() throws Exception {
        return Limit.held(
                SampleReports.classic(),
                List.of(
                        limit("errors <= 0", "errors", Relation.AT_MOST, 0),
                        limit("makespan < 1us", "makespan", Relation.BELOW, 1_000),
                        limit("send.p50 < 1s", "send.p50", Relation.BELOW, 1e9)));
    }

    private static Limit limit(String expression, String cell, Relation relation, double bound)
            throws Exception {
        return new Limit(expression, Cell.named(cell), relation, bound);
    }
}
