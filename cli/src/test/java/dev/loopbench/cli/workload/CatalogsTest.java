package dev.loopbench.cli.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of all that comes with loopbench, whatever that is. */
final class CatalogsTest {

    private static final String KEBAB_CASE = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    static List<WorkloadType> workloads() {
        return Catalogs.builtIn().workloads().types();
    }

    static List<BlockType> blocks() {
        return Catalogs.builtIn().blocks().types();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void names_and_summaries_fit_a_list(WorkloadType type) {
        assertThat(type.name()).matches(KEBAB_CASE);
        assertThat(type.summary()).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
        assertThat(type.parameters())
                .allSatisfy(
                        parameter -> {
                            assertThat(parameter.name()).matches(KEBAB_CASE);
                            assertThat(parameter.description().toString())
                                    .isNotBlank()
                                    .doesNotEndWith(".");
                        });
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void names_and_summaries_of_blocks_fit_a_list(BlockType type) {
        assertThat(type.name()).matches(KEBAB_CASE);
        assertThat(type.summary()).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
    }

    @Test
    void blocks_have_names_of_their_own() {
        Set<String> names = new HashSet<>();
        assertThat(blocks()).allSatisfy(type -> assertThat(names.add(type.name())).isTrue());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void every_default_is_a_value_its_parameter_takes(WorkloadType type) throws Exception {
        ParameterValues values = ParameterValues.parse(type.parameters(), Map.of());
        assertThat(values.asText().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        type.parameters().stream().map(Parameter::name).toList());
    }

    @Test
    void of_parameters_of_one_name_all_take_a_value_or_none_does() {
        Map<String, Boolean> flags = new HashMap<>();
        for (WorkloadType type : workloads()) {
            for (Parameter parameter : type.parameters()) {
                boolean flag = parameter.kind() == Parameter.Kind.FLAG;
                assertThat(flags.computeIfAbsent(parameter.name(), name -> flag))
                        .as("--%s of %s is a flag", parameter.name(), type.name())
                        .isEqualTo(flag);
            }
        }
    }

    @Test
    void scrypt_stands_behind_its_sibling() {
        List<String> names = workloads().stream().map(WorkloadType::name).toList();
        assertThat(names.indexOf("scrypt")).isEqualTo(names.indexOf("pbkdf2") + 1);
    }

    @Test
    void the_blocks_that_need_libraries_come_last() {
        assertThat(blocks().stream().map(BlockType::name)).endsWith("scrypt-sync", "json");
    }
}
