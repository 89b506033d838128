package dev.loopbench.loopcore.workload.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadCatalogTest {

    private final WorkloadCatalog catalog = WorkloadCatalog.builtIn();

    @Test
    void the_built_in_workloads_are_listed_in_order() {
        assertThat(catalog.types())
                .extracting(WorkloadType::name)
                .containsExactly(
                        "pbkdf2",
                        "fs-read",
                        "random",
                        "zlib",
                        "fs-write",
                        "fs-stat",
                        "fs-walk",
                        "dns",
                        "work",
                        "timers",
                        "immediates",
                        "ticks",
                        "pipe",
                        "http",
                        "echo",
                        "flood");
    }

    @Test
    void a_workload_is_found_by_its_exact_name() {
        assertThat(catalog.find("fs-read")).map(WorkloadType::name).contains("fs-read");
        assertThat(catalog.find("PBKDF2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pbkdf, pbkdf2",
        "PBKDF2, pbkdf2",
        "fsread, fs-read",
        "read, fs-read",
        "fload, flood",
        "fs-wirte, fs-write",
        "write, fs-write"
    })
    void the_most_similar_name_is_suggested(String typed, String suggested) {
        assertThat(catalog.meant(typed)).contains(suggested);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "sleep", "fs", "x", "", "server"})
    void nothing_far_away_is_suggested(String typed) {
        assertThat(catalog.meant(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kitten, sitting, 3",
        "'', abc, 3",
        "abc, '', 3",
        "abc, abc, 0",
        "abc, acb, 1",
        "rnu, run, 1"
    })
    void edit_distance_counts_changes_of_a_letter_and_neighbours_swapped(
            String from, String to, int distance) {
        assertThat(Names.editDistance(from, to)).isEqualTo(distance);
    }

    @Test
    void the_defaults_of_every_workload_are_valid_and_make_one() throws Exception {
        for (WorkloadType type : catalog.types()) {
            Workload workload =
                    type.create(
                            new WorkloadSetup(
                                    "of-my-own",
                                    ParameterValues.parse(type.parameters(), Map.of()),
                                    1));

            assertThat(workload.kind()).isEqualTo("of-my-own");
        }
    }
}
