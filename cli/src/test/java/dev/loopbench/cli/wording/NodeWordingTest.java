package dev.loopbench.cli.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.finding.Change;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Load;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a Node program can be changed from outside. */
final class NodeWordingTest {

    @Test
    void the_size_of_the_pool_is_set_by_the_environment() {
        assertThat(next(List.of("app.js"), new Change.Threads(8), "node", "app.js"))
                .isEqualTo("UV_THREADPOOL_SIZE=8 loopbench node app.js");
        assertThat(new NodeWording(List.of()).parameter("threads")).isEqualTo("UV_THREADPOOL_SIZE");
    }

    @Test
    void the_size_it_was_is_no_change() {
        assertThat(next(List.of("app.js"), new Change.Threads(4), "node", "app.js")).isNull();
    }

    @Test
    void options_of_the_program_stay_where_those_of_the_report_go() {
        assertThat(
                        next(
                                List.of("app.js", "--json", "x", "-q"),
                                new Change.Again(),
                                "node",
                                "--json",
                                "report.json",
                                "-q",
                                "--exact",
                                "app.js",
                                "--json",
                                "x",
                                "-q"))
                .isEqualTo("loopbench node --exact app.js --json x -q");
        assertThat(
                        next(
                                List.of("npm", "start"),
                                new Change.Threads(2),
                                "node",
                                "-o",
                                "r.html",
                                "--",
                                "npm",
                                "start"))
                .isEqualTo("UV_THREADPOOL_SIZE=2 loopbench node -- npm start");
    }

    @Test
    void nothing_can_be_changed_of_a_process_that_runs() {
        assertThat(next(List.of(), new Change.Threads(8), "attach", "4711")).isNull();
        assertThat(next(List.of(), new Change.Rate(8), "attach", "4711")).isNull();
        assertThat(next(List.of(), new Change.Again(), "attach", "4711", "-q"))
                .isEqualTo("loopbench attach 4711");
    }

    private static @Nullable String next(List<String> program, Change change, String... words) {
        List<String> command = new ArrayList<>(List.of("loopbench"));
        command.addAll(List.of(words));
        return new NodeWording(program).next(command, config(), change);
    }

    /** A pool of four. */
    private static Config config() {
        return new Config(
                "node",
                Collections.unmodifiableSortedMap(new TreeMap<>()),
                null,
                List.of(),
                new Config.PoolConfig(4, 2, true, Config.PoolConfig.Source.DEFAULT),
                new Load.External(),
                new Config.Warmup(Config.Warmup.Mode.NONE, 0, 0, 0, null),
                null,
                null,
                1);
    }
}
