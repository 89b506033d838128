package dev.loopbench.cli.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import dev.loopbench.loopcore.workload.cost.Costs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolJobTextTest {

    private static Costs.Job read(String text) throws WorkloadException {
        return new PoolJobText().read(text, WorkloadCatalog.poolTypes());
    }

    @Test
    void a_workload_without_options_has_its_defaults() throws Exception {
        assertThat(read("random").type().name()).isEqualTo("random");
        assertThat(read("random").values().bytes("size")).isEqualTo(64 << 10);
    }

    @Test
    void options_stand_behind_the_workload_as_on_a_command_line() throws Exception {
        Costs.Job job = read("work --how spin  --time=3ms");

        assertThat(job.values().text("how")).isEqualTo("spin");
        assertThat(job.values().durationNanos("time")).isEqualTo(3_000_000);
        assertThat(read("fs-write --fsync --size 9B").values().flag("fsync")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pbkdf3 | --pool-job must begin with one of pbkdf2, fs-read, random",
                "pbkdf2 --iteration 9 | --pool-job pbkdf2 has no option \"--iteration\"; it may have --iterations",
                "pbkdf2 --iterations | --pool-job pbkdf2: --iterations needs a value",
                "pbkdf2 --iterations 0 | --pool-job pbkdf2 --iterations must be a whole number",
            })
    void what_is_no_job_is_refused_in_the_users_words(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .asInstanceOf(type(WorkloadException.class))
                .extracting(OptionNames::sentence)
                .asString()
                .startsWith(sentence);
    }
}
