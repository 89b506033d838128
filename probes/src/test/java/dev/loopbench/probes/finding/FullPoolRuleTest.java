package dev.loopbench.probes.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A foreign pool of whose jobs the legs are not known, but what its threads did. */
final class FullPoolRuleTest {

    @Test
    void threads_that_were_busy_while_jobs_waited_are_too_few() {
        List<Finding> findings = foreign(driven(1, 1));

        assertThat(findings.get(0).rule()).isEqualTo("pool.saturated.unseen");
        assertThat(findings.get(0).severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(findings.get(0).title()).isEqualTo("Pool full: jobs waited for its 4 threads");
        assertThat(findings.get(0).advice()).isEqualTo("Cores are idle: try more threads.");
        assertThat(findings).extracting(Finding::rule).doesNotContain("none");
    }

    @Test
    void where_the_cores_are_full_more_threads_are_not_advised() {
        List<Finding> findings = foreign(driven(1, 1).processCpu(8_000));

        assertThat(findings.get(0).rule()).isEqualTo("pool.saturated.unseen");
        assertThat(findings.get(0).advice()).startsWith("More threads would share the same cores");
        assertThat(findings.get(0).next()).isNull();
    }

    @Test
    void neither_busy_threads_nor_a_queue_alone_are_a_full_pool() {
        assertThat(foreign(driven(0.5, 1))).extracting(Finding::rule).noneMatch(this::isOfPool);
        assertThat(foreign(driven(1, 0.2))).extracting(Finding::rule).noneMatch(this::isOfPool);
    }

    @Test
    void of_a_loop_of_our_own_every_job_is_known() {
        assertThat(driven(1, 1).findings()).extracting(Finding::rule).noneMatch(this::isOfPool);
    }

    private boolean isOfPool(String rule) {
        return rule.startsWith("pool.");
    }

    private static Run driven(double utilization, double queuedShare) {
        return new Run(4, 8).stream().pool(utilization, queuedShare).clients(0.1, 800, 1_000, 500);
    }

    private static List<Finding> foreign(Run run) {
        Report own = run.report();
        Report foreign =
                new Report(
                        own.schema(),
                        new Report.Origin(
                                own.tool(),
                                own.run(),
                                own.environment(),
                                own.config(),
                                new Subject(
                                        Subject.Kind.NODE,
                                        7L,
                                        "24.0.0",
                                        "app.js",
                                        Subject.How.LAUNCHED,
                                        null,
                                        null)),
                        own.work(),
                        own.observed(),
                        own.findings(),
                        own.repeats(),
                        own.traffic(),
                        own.limits(),
                        own.warnings());
        return Diagnosis.of(foreign, Run.WORDING);
    }
}
