package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.block.Extent;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.session.Injection;
import dev.loopbench.probes.session.SessionPlan;
import dev.loopbench.probes.session.Simulation;
import dev.loopbench.probes.session.WarmupPlan;
import dev.loopbench.probes.session.WorkPlan;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RunPlanTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final FakeSessions sessions = FakeSessions.reporting(Reports.complete());

    @Test
    void without_options_one_key_more_is_derived_than_there_are_threads() {
        SessionPlan plan = plan("run");
        assertThat(plan.work().workload()).isEqualTo("pbkdf2");
        assertThat(plan.pool().shape().threads()).isEqualTo(4);
        assertThat(plan.pool().source()).isEqualTo(Config.PoolConfig.Source.DEFAULT);
        assertThat(plan.load()).isEqualTo(new LoadModel.Burst(5));
        assertThat(plan.course().warmup()).isEqualTo(new WarmupPlan(true, SECOND));
        assertThat(plan.course().repeats()).isEqualTo(1);
        assertThat(plan.disturbance().blocking()).isNull();
        assertThat(plan.simulation()).isNull();
        assertThat(plan.stallThresholdNanos()).isEqualTo(50 * MILLI);
    }

    @Test
    void what_is_injected_is_read_with_its_units() {
        SessionPlan plan = plan("run", "--inject", "service=2.5%", "--inject=callback=50us");
        assertThat(plan.disturbance().injection())
                .isEqualTo(
                        new Injection(
                                0.025,
                                50_000,
                                0,
                                new TreeMap<>(Map.of("service", "2.5%", "callback", "50us"))));
        assertThat(plan("run").disturbance().injection()).isNull();
    }

    @Test
    void the_pool_takes_its_size_from_the_environment() {
        SessionPlan plan = plan(Map.of("UV_THREADPOOL_SIZE", "6"), "run");
        assertThat(plan.pool().shape().threads()).isEqualTo(6);
        assertThat(plan.pool().source()).isEqualTo(Config.PoolConfig.Source.ENVIRONMENT);
        assertThat(plan.load()).isEqualTo(new LoadModel.Burst(7));
    }

    @Test
    void the_option_outranks_the_environment() {
        SessionPlan plan = plan(Map.of("UV_THREADPOOL_SIZE", "6"), "run", "--threads", "2");
        assertThat(plan.pool().shape().threads()).isEqualTo(2);
        assertThat(plan.pool().source()).isEqualTo(Config.PoolConfig.Source.OPTION);
    }

    @Test
    void a_size_that_libuv_reads_otherwise_is_pointed_out() {
        Map<String, String> odd = Map.of("UV_THREADPOOL_SIZE", "many");
        Invocation.Result loud = Invocation.with(sessions).environment(odd).execute("run");
        Invocation.Result quiet = Invocation.with(sessions).environment(odd).execute("run", "-q");
        assertThat(loud.err()).contains("UV_THREADPOOL_SIZE=many means 1 thread to libuv");
        assertThat(quiet.err()).isEmpty();
        assertThat(sessions.plans())
                .extracting(plan -> plan.pool().shape().threads())
                .containsExactly(1, 1);
    }

    @Test
    void concurrency_and_duration_make_a_closed_load() {
        assertThat(plan("run", "--concurrency", "8", "--duration", "2s").load())
                .isEqualTo(new LoadModel.Closed(8, 2 * SECOND));
    }

    @Test
    void rate_and_duration_make_an_open_load_with_constant_gaps() {
        assertThat(plan("run", "--rate", "50/s", "--duration", "1.5s").load())
                .isEqualTo(new LoadModel.Open(50, 1500 * MILLI, LoadModel.Arrivals.CONSTANT));
    }

    @Test
    void the_gaps_of_an_open_load_can_be_those_of_independent_users() {
        assertThat(plan("run", "--rate", "6/m", "--duration", "1m", "--arrivals", "poisson").load())
                .isEqualTo(new LoadModel.Open(0.1, 60 * SECOND, LoadModel.Arrivals.POISSON));
    }

    @Test
    void blocking_has_defaults_for_its_times_and_for_its_kind() {
        assertThat(plan("run", "--block-with", "pbkdf2-sync").disturbance().blocking())
                .isEqualTo(Blocking.every(block("pbkdf2-sync"), 50 * MILLI, 20 * MILLI));
        Blocking spinning =
                Objects.requireNonNull(
                        plan("run", "--block-every", "1s", "--block-for", "9ms")
                                .disturbance()
                                .blocking());
        assertThat(spinning.type().name()).isEqualTo("loop");
        assertThat(spinning.timing()).isEqualTo(new Blocking.Every(SECOND));
        assertThat(spinning.extent()).isEqualTo(new Extent.Lasting(9 * MILLI));
    }

    @Test
    void each_option_of_blocking_leaves_the_others_at_their_defaults() {
        assertBlocked(
                "--block-every 100ms", "loop", every(100 * MILLI), new Extent.Lasting(20 * MILLI));
        assertBlocked(
                "--block-every 100ms --block-with loop",
                "loop",
                every(100 * MILLI),
                new Extent.Lasting(20 * MILLI));
        assertBlocked("--block-for 9ms", "loop", every(50 * MILLI), new Extent.Lasting(9 * MILLI));
        assertBlocked(
                "--block-at 2s",
                "loop",
                new Blocking.Once(2 * SECOND),
                new Extent.Lasting(20 * MILLI));
        assertBlocked(
                "--block-with sort --block-work 9", "sort", every(50 * MILLI), new Extent.Sized(9));
    }

    private void assertBlocked(String options, String how, Blocking.Timing when, Extent howLong) {
        Blocking blocking =
                Objects.requireNonNull(
                        plan(("run " + options).split(" ")).disturbance().blocking());
        assertThat(blocking.type().name()).isEqualTo(how);
        assertThat(blocking.timing()).isEqualTo(when);
        assertThat(blocking.extent()).isEqualTo(howLong);
    }

    private static Blocking.Timing every(long nanos) {
        return new Blocking.Every(nanos);
    }

    @Test
    void of_an_option_given_again_the_last_counts_and_nothing_else_is_lost() {
        SessionPlan plan =
                plan(
                        ("run --threads 3 --rate 5/s --duration 2s --no-slow-lane --rate x"
                                        + " --block-every 1s --block-with sleep --threads 8"
                                        + " --arrivals poisson --rate 7/s --warmup 1s --block-every 2s --warmup 0s"
                                        + " --block-for 3ms")
                                .split(" "));
        assertThat(plan.pool().shape().threads()).isEqualTo(8);
        assertThat(plan.pool().shape().slowLane()).isFalse();
        assertThat(plan.load())
                .isEqualTo(new LoadModel.Open(7, 2 * SECOND, LoadModel.Arrivals.POISSON));
        assertThat(plan.disturbance().blocking())
                .isEqualTo(Blocking.every(block("sleep"), 2 * SECOND, 3 * MILLI));
        assertThat(plan.course().warmup()).isEqualTo(new WarmupPlan(false, 0));
    }

    @Test
    void options_of_a_workload_and_flags_may_be_given_again_as_well() {
        SessionPlan plan =
                plan(
                        "run",
                        "--iterations",
                        "x",
                        "--no-slow-lane",
                        "--iterations=7",
                        "--no-slow-lane");
        assertThat(plan.work().parameters()).containsEntry("iterations", "7");
        assertThat(plan.pool().shape().slowLane()).isFalse();
    }

    @Test
    void what_adds_up_keeps_adding_up_beside_an_option_given_again() {
        SessionPlan plan =
                plan(
                        ("run fs-read --rate 5/s --with pbkdf2:1 --duration 1s --rate 6/s --with"
                                        + " random:2 --duration 2s --inject poll=1us"
                                        + " --inject callback=3us --threads 1 --inject poll=2us"
                                        + " --threads 2")
                                .split(" "));
        assertThat(plan.work().works())
                .extracting(WorkPlan::name)
                .containsExactly("fs-read", "pbkdf2", "random");
        assertThat(plan.disturbance().injection())
                .isEqualTo(
                        new Injection(
                                0,
                                3_000,
                                2_000,
                                new TreeMap<>(Map.of("poll", "2us", "callback", "3us"))));
    }

    @Test
    void a_block_can_be_one_alone_and_of_a_given_size() {
        assertThat(
                        plan(
                                        "run",
                                        "--block-with",
                                        "sort",
                                        "--block-at",
                                        "2s",
                                        "--block-work",
                                        "900")
                                .disturbance()
                                .blocking())
                .isEqualTo(
                        new Blocking(
                                block("sort"),
                                new Blocking.Once(2 * SECOND),
                                new Extent.Sized(900)));
    }

    @Test
    void a_warm_up_is_as_long_as_it_was_asked_to_be() {
        assertThat(plan("run", "--warmup", "3s").course().warmup())
                .isEqualTo(new WarmupPlan(false, 3 * SECOND));
        assertThat(plan("run", "--warmup", "0s").course().warmup())
                .isEqualTo(new WarmupPlan(false, 0));
    }

    @Test
    void simulate_gives_the_seed() {
        SessionPlan plan = plan("run", "--simulate", "42");
        assertThat(plan.simulation()).isEqualTo(Simulation.USUAL);
        assertThat(plan.seed()).isEqualTo(42);
    }

    @Test
    void a_seed_is_kept() {
        assertThat(plan("run", "--seed", "7").seed()).isEqualTo(7);
    }

    @Test
    void parameters_of_the_workload_are_complete() {
        assertThat(plan("run", "pbkdf2", "--iterations", "9").work().parameters())
                .containsEntry("iterations", "9")
                .containsEntry("digest", "sha512");
    }

    @Test
    void the_command_line_is_kept_as_it_was_typed() {
        assertThat(plan("run", "--threads=2").origin().command())
                .containsExactly("loopbench", "run", "--threads=2");
    }

    @Test
    void a_file_name_that_begins_with_an_at_sign_is_a_file_name() {
        assertThat(plan("run", "fs-read", "--file", "@list").work().parameters())
                .containsEntry("file", "@list");
    }

    private SessionPlan plan(String... arguments) {
        return plan(Map.of(), arguments);
    }

    private SessionPlan plan(Map<String, String> environment, String... arguments) {
        sessions.plans().clear();
        Invocation.Result result =
                Invocation.with(sessions).environment(environment).execute(arguments);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return sessions.plans().get(0);
    }

    private static BlockType block(String name) {
        return BlockCatalog.builtIn().find(name).orElseThrow();
    }
}
