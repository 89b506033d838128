package dev.loopbench.probes.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the findings on any run, however odd. */
class DiagnosisPropertyTest {

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findings_are_whole_consistent_and_ranked(long seed) {
        List<Finding> findings = random(new Random(seed)).findings();

        assertThat(findings).as("seed %d", seed).isNotEmpty().doesNotContainNull();
        for (Finding finding : findings) {
            assertThat(finding.score()).as("seed %d: %s", seed, finding).isBetween(0, 100);
            assertThat(finding.severity())
                    .as("seed %d: %s", seed, finding)
                    .isEqualTo(severityOf(finding));
            assertThat(finding.evidence()).as("seed %d", seed).isNotEmpty();
            assertThat(finding.toString())
                    .as("seed %d", seed)
                    .doesNotContain("NaN")
                    .doesNotContain("Infinity");
            if (finding.lostShare() != null) {
                assertThat(finding.lostShare()).as("seed %d", seed).isBetween(0.0, 1.0);
            }
        }
        for (int i = 1; i < findings.size(); i++) {
            if (isAll(findings.get(i - 1)) || isAll(findings.get(i))) {
                continue;
            }
            assertThat(weight(findings.get(i - 1)))
                    .as("seed %d: %s", seed, findings)
                    .isGreaterThanOrEqualTo(weight(findings.get(i)) - 1e-9);
        }
    }

    /** What is only worth knowing counts for a fifth; a clean run is said first. */
    private static double weight(Finding finding) {
        if (finding.rule().equals("none")) {
            return 2;
        }
        double lost = finding.lostShare() == null ? 0 : finding.lostShare();
        return finding.severity() == Finding.Severity.WARN ? lost : 0.2 * lost;
    }

    /** A share ends there, so that the largest ones are not told apart. */
    private static boolean isAll(Finding finding) {
        return finding.lostShare() != null && finding.lostShare() >= 1;
    }

    private static Finding.Severity severityOf(Finding finding) {
        if (finding.rule().equals("none")) {
            return Finding.Severity.OK;
        }
        boolean warns = finding.score() >= 75 && finding.confidence() != Finding.Confidence.LOW;
        return warns ? Finding.Severity.WARN : Finding.Severity.INFO;
    }

    private static Run random(Random random) {
        int threads = 1 + random.nextInt(8);
        Run run = new Run(threads, 1 + random.nextInt(4));
        long jobs = random.nextInt(3) == 0 ? 0 : random.nextInt(1000);
        Long cpu = random.nextBoolean() ? null : (Long) (long) random.nextInt(4000);
        run.lasting(random.nextInt(5000)).jobs(jobs, 200 * random.nextDouble(), cpu);
        run.waits(300 * random.nextDouble(), 900 * random.nextDouble());
        run.returns(40 * random.nextDouble(), 90 * random.nextDouble());
        run.pool(random.nextDouble(), random.nextDouble()).waitsWhileFull(random.nextDouble());
        run.loop(random.nextDouble(), random.nextInt(120)).othersUse(2 * random.nextDouble());
        run.outsideLegs(300 * random.nextDouble()).gc(random.nextInt(400));
        run.stolen(0.1 * random.nextDouble()).residuals(0, 0.1 * random.nextDouble());
        if (random.nextBoolean()) {
            run.stream().iterations(random.nextInt(100));
        }
        if (random.nextBoolean()) {
            run.loopCpu(random.nextInt(1000)).loopWaitedForACore(random.nextInt(1000));
        }
        if (random.nextBoolean()) {
            long stall = 1L + random.nextInt(300);
            run.stallParts(stall, random.nextInt(300), random.nextInt(300), 5L);
        }
        if (random.nextBoolean()) {
            run.throttled(random.nextInt(20), random.nextInt(50), random.nextInt(900));
        }
        if (random.nextInt(3) == 0) {
            run.clients(
                    random.nextDouble(),
                    random.nextInt(1000),
                    random.nextInt(100),
                    random.nextInt(50));
        }
        return random.nextInt(4) == 0 ? run.interrupted() : run;
    }
}
