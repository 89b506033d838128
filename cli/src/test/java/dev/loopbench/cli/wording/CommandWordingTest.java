package dev.loopbench.cli.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.finding.Change;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Load;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each command does the work of the run it comes from, with one thing changed. */
class CommandWordingTest {

    @Test
    void a_burst_of_a_job_more_than_threads_keeps_its_jobs_on_another_pool() {
        assertThat(withThreads(2, "loopbench", "run"))
                .isEqualTo("loopbench run --jobs 5 --threads 2");
        assertThat(withThreads(2, "loopbench", "run", "--jobs=5", "--threads=4"))
                .isEqualTo("loopbench run --jobs=5 --threads 2");
        assertThat(withThreads(2, "loopbench", "run", "--rate", "5/s", "--threads", "4"))
                .isEqualTo("loopbench run --rate 5/s --threads 2");
    }

    @Test
    void work_beside_it_that_is_as_many_as_threads_stays_as_many() {
        assertThat(
                        next(
                                config(work("zlib", 4), work("fs-stat", 4)),
                                new Change.Threads(8),
                                "loopbench",
                                "run",
                                "--with",
                                "zlib",
                                "--with=fs-stat:threads"))
                .isEqualTo("loopbench run --with zlib:4 --with fs-stat:4 --jobs 5 --threads 8");
    }

    @Test
    void the_size_it_was_is_no_change() {
        assertThat(withThreads(4, "loopbench", "run")).isNull();
    }

    @Test
    void a_rate_stands_in_place_of_a_number_at_a_time() {
        assertThat(
                        next(
                                new Change.Rate(100),
                                "loopbench",
                                "run",
                                "echo",
                                "--concurrency",
                                "8",
                                "--duration",
                                "4s"))
                .isEqualTo("loopbench run echo --duration 4s --rate 100/s");
    }

    @Test
    void a_backlog_stands_in_place_of_the_one_it_had() {
        assertThat(next(new Change.Backlog(32), "loopbench", "serve", "--backlog=8"))
                .isEqualTo("loopbench serve --backlog 32");
    }

    @Test
    void where_a_report_goes_is_no_part_of_it() {
        assertThat(
                        next(
                                new Change.Again(),
                                "loopbench",
                                "run",
                                "-o",
                                "a.html",
                                "-ojson=b.json",
                                "--json=-",
                                "-q",
                                "--quiet",
                                "--color",
                                "never",
                                "--ascii",
                                "zlib"))
                .isEqualTo("loopbench run zlib");
    }

    @Test
    void words_are_quoted_for_a_shell() {
        assertThat(next(new Change.Again(), "loopbench", "run", "--file", "it's $HOME"))
                .isEqualTo("loopbench run --file 'it'\\''s $HOME'");
    }

    @Test
    void what_is_taken_away_was_there() {
        for (Change.Without part : Change.Without.values()) {
            assertThat(next(part, "loopbench", "run")).isNull();
        }
        assertThat(
                        next(
                                Change.Without.BLOCK,
                                "loopbench",
                                "run",
                                "--block-with=gc",
                                "--block-at",
                                "2s"))
                .isEqualTo("loopbench run");
        assertThat(
                        next(
                                Change.Without.SHARED_LANE,
                                "loopbench",
                                "run",
                                "--no-slow-lane",
                                "--threads",
                                "4"))
                .isEqualTo("loopbench run --threads 4");
        assertThat(
                        next(
                                Change.Without.BACKGROUND,
                                "loopbench",
                                "run",
                                "--with",
                                "scrypt",
                                "--no-slow-lane"))
                .isEqualTo("loopbench run --no-slow-lane");
    }

    private static @Nullable String withThreads(int threads, String... command) {
        return next(new Change.Threads(threads), command);
    }

    private static @Nullable String next(Change change, String... command) {
        return next(config(), change, command);
    }

    private static @Nullable String next(Config config, Change change, String... command) {
        return new CommandWording().next(List.of(command), config, change);
    }

    private static Config.Work work(String workload, int concurrency) {
        return new Config.Work(workload, workload, none(), new Load.Closed(concurrency, null), 0);
    }

    /** A burst of five on a pool of four. */
    private static Config config(Config.Work... beside) {
        Load load = new Load.Burst(5);
        List<Config.Work> works = new ArrayList<>();
        works.add(new Config.Work("pbkdf2", "pbkdf2", none(), load, 0));
        works.addAll(List.of(beside));
        return new Config(
                "pbkdf2",
                none(),
                null,
                works,
                new Config.PoolConfig(4, 2, true, Config.PoolConfig.Source.DEFAULT),
                load,
                new Config.Warmup(Config.Warmup.Mode.NONE, 0, 0, 0, null),
                null,
                null,
                1);
    }

    private static SortedMap<String, String> none() {
        return Collections.unmodifiableSortedMap(new TreeMap<>());
    }
}
