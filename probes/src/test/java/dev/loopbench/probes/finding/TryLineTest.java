package dev.loopbench.probes.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each line does the work of the run it comes from, with one thing changed. */
class TryLineTest {

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
        Run run = run("loopbench", "run", "--with", "zlib", "--with=fs-stat:threads");
        run.with("zlib", 4).with("fs-stat", 4);

        assertThat(TryLine.of(new Facts(run.report())).withThreads(8))
                .isEqualTo("loopbench run --with zlib:4 --with fs-stat:4 --jobs 5 --threads 8");
    }

    @Test
    void the_size_it_was_is_no_change() {
        assertThat(withThreads(4, "loopbench", "run")).isNull();
    }

    @Test
    void where_a_report_goes_is_no_part_of_it() {
        assertThat(
                        TryLine.of(
                                        facts(
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
                                .again())
                .isEqualTo("loopbench run zlib");
    }

    @Test
    void words_are_quoted_for_a_shell() {
        assertThat(TryLine.of(facts("loopbench", "run", "--file", "it's $HOME")).again())
                .isEqualTo("loopbench run --file 'it'\\''s $HOME'");
    }

    @Test
    void what_is_taken_away_was_there() {
        TryLine plain = TryLine.of(facts("loopbench", "run"));
        TryLine blocked =
                TryLine.of(facts("loopbench", "run", "--block-with=gc", "--block-at", "2s"));

        assertThat(plain.withoutBlock()).isNull();
        assertThat(plain.withoutBackground()).isNull();
        assertThat(plain.withoutFlag("--no-slow-lane")).isNull();
        assertThat(blocked.withoutBlock()).isEqualTo("loopbench run");
    }

    private static @Nullable String withThreads(int threads, String... command) {
        return TryLine.of(facts(command)).withThreads(threads);
    }

    private static Facts facts(String... command) {
        return new Facts(run(command).report());
    }

    private static Run run(String... command) {
        return new Run(4, 4).jobs(5, 100, 500L).command(command);
    }
}
