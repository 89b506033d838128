package dev.loopbench.probes.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TracingWindowsTest {

    private static final List<String> CATEGORIES = List.of("node.threadpoolwork");
    private static final String ONE_EVENT =
            "{\"value\":[{\"pid\":1,\"tid\":1,\"ts\":5,\"ph\":\"b\",\"name\":\"crypto\"}]}";

    private static final String ONE_BEGIN = ONE_EVENT.replace("\"b\"", "\"B\"");

    private final VirtualClock clock = VirtualClock.still();
    private final TwinProcess process =
            new TwinProcess()
                    .answering(
                            "NodeTracing.stop",
                            parameters -> {
                                twin().event("NodeTracing.tracingComplete", "{}");
                                return "\"result\":{}";
                            })
                    .answering(
                            "Runtime.getIsolateId", // Node hands over what it has called complete
                            parameters -> {
                                twin().event("NodeTracing.dataCollected", ONE_EVENT);
                                twin().event("NodeTracing.dataCollected", ONE_EVENT);
                                return "\"result\":{\"id\":\"1\"}";
                            });

    @Test
    void a_window_gives_what_was_traced_in_it() throws InspectorException {
        TraceWindow window = windows(() -> 0, false).next().orElseThrow();

        assertThat(window.toNanos() - window.fromNanos()).isEqualTo(WindowBudget.WINDOW_NANOS_MIN);
        assertThat(window.eventCount()).isEqualTo(2);
        assertThat(window.events())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.path("ts").asLong()).isEqualTo(5));
        assertThat(process.asked)
                .containsExactly("NodeTracing.start", "NodeTracing.stop", "Runtime.getIsolateId");
    }

    @Test
    void each_window_has_events_of_its_own() throws InspectorException {
        TracingWindows windows = windows(() -> 0, false);

        assertThat(windows.next().orElseThrow().eventCount()).isEqualTo(2);
        assertThat(windows.next().orElseThrow().eventCount()).isEqualTo(2);
    }

    @Test
    void the_categories_are_asked_for() throws InspectorException {
        process.answering(
                "NodeTracing.start",
                parameters ->
                        parameters
                                        .path("traceConfig")
                                        .path("includedCategories")
                                        .path(0)
                                        .asString("")
                                        .equals("node.threadpoolwork")
                                ? "\"result\":{}"
                                : "\"error\":{\"message\":\"no categories\"}");

        assertThat(windows(() -> 0, false).next()).isPresent();
    }

    @Test
    void a_pool_that_is_too_fast_is_not_traced() throws InspectorException {
        Optional<TraceWindow> window = windows(this::fastPool, false).next();

        assertThat(window).isEmpty();
        assertThat(process.asked).isEmpty();
    }

    @Test
    void a_pool_that_is_too_fast_is_traced_where_that_was_asked_for() throws InspectorException {
        assertThat(windows(this::fastPool, true).next()).isPresent();
    }

    @Test
    void a_pool_that_was_too_fast_for_a_tenth_of_a_second_is_not_traced()
            throws InspectorException {
        long burstNanos = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(150);
        AtomicLong jobs = new AtomicLong();
        clock.schedule(burstNanos, () -> jobs.set(600)); // 2000 a second over all of the time

        assertThat(windows(jobs::get, false).next()).isEmpty();
    }

    @Test
    void a_pool_whose_jobs_are_seen_to_be_too_many_is_not_traced_whatever_is_counted()
            throws InspectorException {
        JobCount seen =
                new JobCount() {
                    @Override
                    public long jobs() {
                        return 0;
                    }

                    @Override
                    public double seenPerSecond() {
                        return 40_000;
                    }
                };

        assertThat(windows(seen, false).next()).isEmpty();
    }

    @Test
    void a_window_that_saw_far_more_jobs_than_were_counted_is_the_last_one_at_that_count()
            throws InspectorException {
        process.answering(
                "Runtime.getIsolateId",
                parameters -> {
                    for (int job = 0; job < 200; job++) {
                        twin().event("NodeTracing.dataCollected", ONE_BEGIN);
                    }
                    return "\"result\":{\"id\":\"1\"}";
                });
        long perSecond = 1_000;
        TracingWindows windows =
                windows(() -> clock.nanoTime() / (TimeUnit.SECONDS.toNanos(1) / perSecond), false);

        assertThat(windows.next()).isPresent(); // 200 jobs in 5 ms are 40 000 a second
        assertThat(windows.next()).isEmpty();
        assertThat(windows.next()).isEmpty();
    }

    @Test
    void a_window_ends_early_when_jobs_set_in() throws InspectorException {
        AtomicLong jobs = new AtomicLong();
        TracingWindows windows = windows(jobs::get, false);
        for (int quiet = 0; quiet < 5; quiet++) {
            windows.next();
        }
        long beginsNanos = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        clock.schedule(beginsNanos, () -> jobs.addAndGet(1_000_000));

        TraceWindow window = windows.next().orElseThrow();

        assertThat(window.toNanos() - window.fromNanos())
                .isBetween(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(110));
    }

    @Test
    void tracing_is_stopped_where_a_window_fails() {
        process.answering("NodeTracing.start", "\"error\":{\"message\":\"not enabled\"}");

        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> windows(() -> 0, false).next())
                .withMessage("the process refuses NodeTracing.start: not enabled");
        assertThat(process.asked).endsWith("NodeTracing.stop");
    }

    @Test
    void an_interrupted_window_is_stopped_and_given() throws InspectorException {
        process.answering(
                "NodeTracing.start",
                parameters -> {
                    clock.schedule(clock.nanoTime() + 1, () -> Thread.currentThread().interrupt());
                    return "\"result\":{}";
                });

        Optional<TraceWindow> window = windows(() -> 0, false).next();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(window.orElseThrow().eventCount()).isEqualTo(2);
        assertThat(process.asked).contains("NodeTracing.stop");
    }

    private TracingWindows windows(JobCount count, boolean exact) {
        return new TracingWindows(process.inspector(), CATEGORIES, count, exact, false, clock);
    }

    private long fastPool() {
        return clock.nanoTime() / (TimeUnit.SECONDS.toNanos(1) / 10_000);
    }

    private TwinProcess twin() {
        return process;
    }
}
