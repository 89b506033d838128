package dev.loopbench.probes.node.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopbench.probes.node.Nodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The observer in real Node processes, which do known work under its eyes. */
@Execution(ExecutionMode.CONCURRENT) // processes; order and counts, never times
final class ObserverIT {

    private static final ObserverSettings SETTINGS =
            ObserverSettings.by("a test").withSilence(TimeUnit.MINUTES.toNanos(10));

    static Stream<Path> nodes() {
        return Nodes.all().map(node -> Path.of(node.programOrSkip()));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void jobs_come_back_in_the_order_the_program_saw_and_the_fifth_of_four_threads_is_not_first(
            Path node) throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            NodeObserver observer = NodeObserver.install(program, SETTINGS, Entrance.WHILE_RUNNING);
            List<Integer> seen = new ArrayList<>();
            program.run("pbkdf2", 5).forEach(index -> seen.add(index.intValue()));
            List<Answer.Job> jobs = observer.stop().jobs().records();

            List<Long> submitted = jobs.stream().map(Answer.Job::submittedNanos).toList();
            List<Long> inOrder = submitted.stream().sorted().toList();
            assertThat(jobs).hasSize(5).allMatch(job -> job.kind().equals("pbkdf2"));
            assertThat(jobs).isSortedAccordingTo(Comparator.comparingLong(Answer.Job::calledNanos));
            assertThat(submitted.stream().map(inOrder::indexOf)).containsExactlyElementsOf(seen);
            assertThat(seen.get(0)).as("it has to wait for a thread").isNotEqualTo(4);
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void every_job_is_seen_once_and_calls_without_a_job_are_not(Path node) throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            NodeObserver observer = NodeObserver.install(program, SETTINGS, Entrance.WHILE_RUNNING);
            ScriptLog log = new ScriptLog(observer.installation());
            program.run("read", 200); // opened and closed besides
            add(observer, log);
            program.run("promisedRead", 100); // likewise
            program.run("lookup", 50);
            program.run("digest", 20);
            long zlib = program.run("zlib", 10).longValue();
            program.run("synchronous", 30);
            log.add(observer.stop());

            assertThat(log.kinds()).containsOnlyKeys("fs", "lookup", "digest", "zlib");
            assertThat(responses(log, "fs")).isEqualTo(304);
            assertThat(responses(log, "lookup")).isEqualTo(50);
            assertThat(responses(log, "digest")).isEqualTo(20);
            KindLog streams = Objects.requireNonNull(log.kinds().get("zlib"));
            assertThat(streams.untimed()).isEqualTo(zlib);
            assertThat(streams.response().isEmpty())
                    .as("a stream's jobs are not seen to be submitted")
                    .isTrue();
            assertThat(log.kinds().values()).allMatch(kind -> kind.underWay() == null);
            assertThat(log.faults()).isZero();
            assertThat(log.answersMissed()).isZero();
            assertThat(log.lost().underWay()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void jobs_that_are_too_many_for_records_are_counted_and_none_is_lost(Path node)
            throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            NodeObserver observer =
                    NodeObserver.install(
                            program, SETTINGS.withRecordsPerSecond(0), Entrance.WHILE_RUNNING);
            ScriptLog log = new ScriptLog(observer.installation());
            program.run("stat", 100);
            program.run("turn", 200); // the rate is looked at meanwhile
            program.run("stat", 1_000);
            Answer last = observer.stop();
            log.add(last);

            KindLog files = Objects.requireNonNull(log.kinds().get("fs"));
            assertThat(files.completed()).isEqualTo(1_100);
            assertThat(files.counted()).isGreaterThanOrEqualTo(1_000);
            assertThat(last.jobs().counted())
                    .allSatisfy(
                            jobs ->
                                    assertThat(
                                                    jobs.buckets().stream()
                                                            .mapToLong(
                                                                    of -> of.nanos() * of.count())
                                                            .sum())
                                            .as("a value is known to one part in 64")
                                            .isCloseTo(
                                                    jobs.sumNanos(),
                                                    Offset.offset(jobs.sumNanos() / 64)));
            assertThat(log.lost().underWay()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_job_that_is_not_back_is_under_way(Path node) throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            // The question comes right behind the submission, before the loop turns again.
            Evaluator submitting =
                    asked ->
                            program.evaluate(
                                    new Evaluator.Expression(
                                            "work.pbkdf2(4), " + asked.text(), asked.promises()));
            Answer answer =
                    take(NodeObserver.install(submitting, SETTINGS, Entrance.WHILE_RUNNING));

            assertThat(answer.jobs().underWay())
                    .singleElement()
                    .satisfies(
                            jobs -> {
                                assertThat(jobs.kind()).isEqualTo("pbkdf2");
                                assertThat(jobs.count()).isEqualTo(4);
                                assertThat(jobs.oldestNanos()).isLessThan(answer.atNanos());
                            });
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void the_sentinel_goes_through_the_pool_and_is_no_job_of_the_process(Path node)
            throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            NodeObserver observer = NodeObserver.install(program, SETTINGS, Entrance.WHILE_RUNNING);
            ScriptLog log = new ScriptLog(observer.installation());
            while (log.sentinel().count() < 3) {
                program.run("turn", 20);
                add(observer, log);
            }
            log.add(observer.stop());

            assertThat(log.kinds()).isEmpty();
            assertThat(log.sentinel().negatives()).isZero();
            assertThat(log.hooking()).isEqualTo(observer.installation().hooking());
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_blocked_loop_shows_in_its_delay_and_in_its_utilization(Path node) throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            NodeObserver observer =
                    NodeObserver.install(
                            program, SETTINGS.withSentinelPeriod(0), Entrance.WHILE_RUNNING);
            ScriptLog log = new ScriptLog(observer.installation());
            program.run("turn", 50); // so that its sampler has begun
            long blockedNanos = program.run("block", 300).longValue();
            program.run("turn", 50);
            log.add(observer.stop());

            assertThat(Objects.requireNonNull(log.delay()).maxNanos())
                    .isGreaterThan(blockedNanos / 2);
            ScriptLog.LoopWindow loop = Objects.requireNonNull(log.loop());
            assertThat(loop.activeNanos()).isGreaterThanOrEqualTo(blockedNanos);
            assertThat(loop.activeNanos() + loop.idleNanos())
                    .isLessThanOrEqualTo(log.durationNanos() + blockedNanos / 10);
            assertThat(log.sentinel().isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void published_legs_add_up_and_those_not_seen_whole_are_left_out(Path node) throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            NodeObserver observer = NodeObserver.install(program, SETTINGS, Entrance.WHILE_RUNNING);
            assumeTrue(
                    major(observer) >= 26, "This Node is older than all that publish their legs.");
            program.run("publish", "zlib");
            program.run("publish", "crypto");
            Answer answer = observer.stop();

            assertThat(answer.jobs().legs())
                    .extracting(Answer.JobLegs::type)
                    .containsExactly("zlib", "crypto");
            for (Answer.JobLegs job : answer.jobs().legs()) {
                assertThat(job.startedNanos() - job.enqueuedNanos()).isEqualTo(1_000_000);
                assertThat(job.endedNanos() - job.startedNanos()).isEqualTo(2_000_000);
                assertThat(job.calledNanos()).isGreaterThanOrEqualTo(job.endedNanos());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void it_says_whom_it_observes(Path node) throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            NodeObserver observer = NodeObserver.install(program, SETTINGS, Entrance.WHILE_RUNNING);
            Installation.ObservedProcess process = observer.installation().process();

            assertThat(process.pid()).isEqualTo(program.pid());
            assertThat(process.script()).endsWith("watched.js");
            assertThat(process.threadPoolSize()).isEqualTo("4");
            assertThat(process.clusterWorkers()).isNull();
            assertThat(observer.installation().hooking()).isIn(Hooking.ON, Hooking.PROMISES_TOO);
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void it_leaves_one_hidden_symbol_and_takes_it_away(Path node) throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            String before = program.run("traces").stringValue();
            NodeObserver observer = NodeObserver.install(program, SETTINGS, Entrance.WHILE_RUNNING);
            String during = program.run("traces").stringValue();
            program.run("pbkdf2", 1);
            Answer last = observer.stop();
            String after = program.run("traces").stringValue();

            assertThat(counts(during))
                    .as("names, symbols among them, names a loop meets")
                    .containsExactly(
                            counts(before).get(0) + 1,
                            counts(before).get(1) + 1,
                            counts(before).get(2));
            assertThat(after).isEqualTo(before);
            assertThat(last.last()).isTrue();
            assertThatThrownBy(observer::take).isInstanceOf(ObserverGoneException.class);
            assertThat(
                            NodeObserver.install(program, SETTINGS, Entrance.WHILE_RUNNING)
                                    .stop()
                                    .jobs()
                                    .records())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_second_observer_hears_who_is_there(Path node) throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            NodeObserver first = NodeObserver.install(program, SETTINGS, Entrance.WHILE_RUNNING);

            assertThatThrownBy(
                            () ->
                                    NodeObserver.install(
                                            program,
                                            ObserverSettings.by("another"),
                                            Entrance.WHILE_RUNNING))
                    .isInstanceOf(ObserverRefusedException.class)
                    .hasMessage("The process is observed already, by a test.");
            assertThat(first.stop().last()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void it_goes_when_nobody_asks_and_stays_when_the_loop_stood_still(Path node)
            throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            NodeObserver observer =
                    NodeObserver.install(
                            program,
                            SETTINGS.withSilence(TimeUnit.MILLISECONDS.toNanos(500)),
                            Entrance.WHILE_RUNNING);
            assertThat(program.run("thereAfterBlock", 1_000).booleanValue()).isTrue();

            program.run("untilGone");
            assertThatThrownBy(observer::take).isInstanceOf(ObserverGoneException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void hooks_of_promises_are_refused_or_given_up_where_they_cannot_be_kept_off(Path node)
            throws IOException {
        try (WatchedProgram program = new WatchedProgram(node)) {
            NodeObserver refused =
                    NodeObserver.install(
                            program, SETTINGS.withPromisesPerSecond(0), Entrance.WHILE_RUNNING);
            program.run("pbkdf2", 1);
            Answer without = refused.stop();
            NodeObserver limited =
                    NodeObserver.install(
                            program, SETTINGS.withPromisesPerSecond(100), Entrance.WHILE_RUNNING);
            program.run("promises", 10_000);
            program.run("turn", 200);
            Answer many = limited.stop();

            if (limited.installation().hooking() == Hooking.ON) {
                assertThat(without.jobs().records()).hasSize(1);
                assertThat(many.instrument().hooking()).isEqualTo(Hooking.ON);
                assertThat(many.instrument().promises()).isZero();
            } else {
                assertThat(without.instrument().hooking()).isEqualTo(Hooking.REFUSED);
                assertThat(without.jobs().records()).isEmpty();
                assertThat(many.instrument().hooking()).isEqualTo(Hooking.GIVEN_UP);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void loaded_before_the_program_it_can_be_joined_and_keeps_nothing_alive(
            Path node, @TempDir Path folder) throws IOException, InterruptedException {
        Path preload = folder.resolve("observer.js");
        Files.writeString(preload, new ObserverScript().preload(SETTINGS));
        try (WatchedProgram program = new WatchedProgram(node, "--require", preload.toString())) {
            NodeObserver observer = NodeObserver.join(program);
            program.run("lookup", 2);

            assertThat(take(observer).jobs().records()).hasSize(2);
            assertThat(program.run("workerIsObserved").booleanValue()).isFalse();
            assertThat(program.exitCode()).isZero();
        }
    }

    private static void add(NodeObserver observer, ScriptLog log) throws IOException {
        log.add(take(observer));
    }

    /** The program answers between its callbacks, so the observer is never busy. */
    private static Answer take(NodeObserver observer) throws IOException {
        return Objects.requireNonNull(observer.take());
    }

    private static long responses(ScriptLog log, String kind) {
        return Objects.requireNonNull(log.kinds().get(kind), kind).response().count();
    }

    private static List<Integer> counts(String traces) {
        List<Integer> counts = new ArrayList<>();
        for (String count : traces.split(" ", -1)) {
            counts.add(Integer.valueOf(count));
        }
        return counts;
    }

    private static int major(NodeObserver observer) {
        String version = observer.installation().process().version();
        return Integer.parseInt(version.substring(1, version.indexOf('.')));
    }
}
