package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ListCommandTest {

    private static final List<WorkloadType> WORKLOADS = Catalogs.builtIn().workloads().types();
    private static final List<BlockType> BLOCKS = Catalogs.builtIn().blocks().types();

    @Test
    void every_workload_is_shown_with_each_parameter_and_its_default() {
        String text = list().out();
        for (WorkloadType type : WORKLOADS) {
            assertThat(text).containsPattern("(?m)^" + type.name() + "  \\S");
            for (Parameter parameter : type.parameters()) {
                assertThat(text).contains("  --" + parameter.name()).contains(shown(parameter));
            }
        }
    }

    private static String shown(Parameter parameter) {
        return parameter.kind() == Parameter.Kind.FLAG ? "off" : parameter.defaultText();
    }

    @Test
    void the_ways_to_block_the_loop_come_after_the_workloads() {
        String blocks = list().out().split("--block-with", 2)[1];
        assertThat(BLOCKS)
                .allSatisfy(type -> assertThat(blocks).contains("  " + type.name() + "  "));
    }

    @Test
    void what_values_look_like_is_told_once() {
        assertThat(list().out())
                .containsOnlyOnce("N: a whole number from 1 on")
                .containsOnlyOnce("BYTES: a size such as 512B, 64KiB or 1.5MB")
                .containsOnlyOnce("D: a time such as 250us, 20ms or 1.5s");
    }

    @Test
    void one_workload_is_shown_alone() {
        assertThat(list("pbkdf2").out())
                .isEqualTo(
                        """
                        pbkdf2  derives keys on the pool: CPU work that fills a thread
                          --iterations N  100000  HMAC rounds for each key
                          --digest WORD   sha512  hash under the HMAC: sha1, sha256, sha512
                          --key-length N  64      length of each key in bytes
                          --salt TEXT     salt    salt of each key, at least a letter

                        values  N: a whole number from 1 on - WORD: one of those named - TEXT: any text
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 100, 140})
    void no_line_is_wider_than_the_terminal(int columns) {
        Invocation.Result result =
                invocation()
                        .environment(Map.of("LANG", "C", "COLUMNS", String.valueOf(columns)))
                        .execute("list");
        assertThat(result.out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns))
                .allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
    }

    @Test
    void where_columns_are_narrow_descriptions_stand_below() {
        Invocation.Result result =
                invocation()
                        .environment(Map.of("LANG", "C", "COLUMNS", "40"))
                        .execute("list", "pbkdf2");
        assertThat(result.out())
                .contains("  --iterations N  100000\n      HMAC rounds for each key\n");
    }

    @Test
    void no_word_is_lost_where_columns_are_narrow() {
        String narrow =
                invocation()
                        .environment(Map.of("LANG", "C", "COLUMNS", "40"))
                        .execute("list")
                        .out();
        String words = narrow.replaceAll("\\s+", " ");
        for (WorkloadType type : WORKLOADS) {
            for (Parameter parameter : type.parameters()) {
                assertThat(words).contains(parameter.description().text(OptionNames::option));
            }
        }
    }

    @Test
    void it_is_painted_only_where_colours_are_wanted() {
        assertThat(list().out()).doesNotContain("\u001b");
        assertThat(list("--color", "always").out()).contains("\u001b[1mpbkdf2\u001b[0m");
    }

    @Test
    void the_document_has_every_workload_and_block() {
        JsonNode document = json("--json", "-");

        assertThat(names(document.get("workloads")))
                .isEqualTo(WORKLOADS.stream().map(WorkloadType::name).toList());
        assertThat(names(document.get("blocks")))
                .isEqualTo(BLOCKS.stream().map(BlockType::name).toList());
        assertThat(document.get("schema").asString()).isEqualTo("loopbench.workloads/1");
    }

    static List<WorkloadType> workloads() {
        return WORKLOADS;
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void the_document_has_every_parameter(WorkloadType type) {
        JsonNode workloads = json(type.name(), "--json", "-").get("workloads");

        assertThat(names(workloads)).containsExactly(type.name());
        JsonNode parameters = workloads.get(0).get("parameters");
        assertThat(names(parameters))
                .isEqualTo(type.parameters().stream().map(Parameter::name).toList());
    }

    @Test
    void a_parameter_has_its_kind_its_default_and_its_choices() {
        JsonNode parameters =
                json("pbkdf2", "--json", "-").get("workloads").get(0).get("parameters");
        JsonNode file =
                json("fs-read", "--json", "-").get("workloads").get(0).get("parameters").get(0);

        assertThat(parameters.get(1).toString())
                .isEqualTo(
                        "{\"name\":\"digest\",\"kind\":\"choice\",\"default\":\"sha512\","
                                + "\"choices\":[\"sha1\",\"sha256\",\"sha512\"],"
                                + "\"description\":\"hash under the HMAC\"}");
        assertThat(file.get("name").asString()).isEqualTo("file");
        assertThat(file.get("default").isNull()).isTrue();
    }

    @Test
    void a_document_on_standard_output_stands_alone() {
        Invocation.Result loud = list("--json", "-");
        Invocation.Result quiet = list("--json", "-", "-q");

        assertThat(loud.out()).startsWith("{").endsWith("}\n").isEqualTo(quiet.out());
        assertThat(loud.err()).isEqualTo(list().out());
        assertThat(quiet.err()).isEmpty();
    }

    @Test
    void a_document_in_a_file_is_the_same(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("workloads.json"), "earlier");
        Invocation.Result result = list("--json", file.toString());

        assertThat(result.out()).isEqualTo(list().out());
        assertThat(file).content().isEqualTo(list("--json", "-").out());
        assertThat(folder).isDirectoryContaining(file::equals);
    }

    @Test
    void an_unknown_name_is_answered_with_the_one_meant() {
        refuses("there is no workload \"pbkdf\"; did you mean \"pbkdf2\"?", "pbkdf");
    }

    @Test
    void bad_options_are_refused_before_anything_is_written(@TempDir Path folder) {
        Path missing = folder.resolve("missing").resolve("list.json");
        refuses("cannot be written: there is no directory", "--json", missing.toString());
        refuses("\"fs-read\" is one word too many.", "pbkdf2", "fs-read");
        refuses("--color must be one of", "--color", "auto", "--color", "blue");
        refuses("there is no option --threads", "--threads", "4");
    }

    private static void refuses(String sentence, String... words) {
        Invocation.Result result = list(words);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("loopbench: ").contains(sentence).hasLineCount(1);
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.get("name").asString())
                .toList();
    }

    private static JsonNode json(String... words) {
        return JsonMapper.shared().readTree(list(words).out());
    }

    private static Invocation.Result list(String... words) {
        List<String> line = new ArrayList<>(List.of("list"));
        line.addAll(List.of(words));
        return invocation().execute(line.toArray(String[]::new));
    }

    private static Invocation invocation() {
        return Invocation.with(
                FakeSessions.running(
                        listener -> {
                            throw new IllegalStateException("list runs nothing");
                        }));
    }
}
