package dev.loopbench.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.probes.session.WorkPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioReaderTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final String WHOLE =
            """
            {
              "schema": "loopbench.scenario/1",
              "description": "all there is",
              "duration": "10s",
              "pool": {"threads": 3, "slowLane": false},
              "workloads": [
                {"name": "login", "workload": "pbkdf2", "parameters": {"iterations": 7, "digest": "sha1"},
                 "load": {"rate": "20/s", "arrivals": "poisson"}, "start": "1s", "stop": "4s"},
                {"workload": "fs-write", "parameters": {"fsync": true}, "load": {"concurrency": 5}},
                {"name": "first", "workload": "pbkdf2", "load": {"jobs": 9}}
              ],
              "block": {"with": "sleep", "every": "1s", "for": "50ms"}
            }
            """;

    private static Scenario read(String json) throws UnreadableDocumentException {
        return read(json, 0);
    }

    private static Scenario read(String json, long lastingNanos)
            throws UnreadableDocumentException {
        return new ScenarioReader(Catalogs.builtIn())
                .read(
                        "mix.json",
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                        lastingNanos);
    }

    @Test
    void a_scenario_says_what_runs_when_and_how_much_of_it() throws Exception {
        Scenario scenario = read(WHOLE);

        assertThat(scenario.name()).isEqualTo("mix");
        assertThat(scenario.threads()).isEqualTo(3);
        assertThat(scenario.slowLane()).isFalse();
        assertThat(scenario.works())
                .extracting(WorkPlan::name)
                .containsExactly("login", "fs-write", "first");
        WorkPlan login = scenario.works().get(0);
        assertThat(login.type().name()).isEqualTo("pbkdf2");
        assertThat(login.values().count("iterations")).isEqualTo(7);
        assertThat(login.startNanos()).isEqualTo(SECOND);
        assertThat(login.load())
                .isEqualTo(new LoadModel.Open(20, 3 * SECOND, LoadModel.Arrivals.POISSON));
        assertThat(scenario.works().get(1).values().flag("fsync")).isTrue();
        assertThat(scenario.works().get(1).load()).isEqualTo(new LoadModel.Closed(5, 10 * SECOND));
        assertThat(scenario.works().get(2).load()).isEqualTo(new LoadModel.Burst(9));
        Blocking blocking = Objects.requireNonNull(scenario.blocking());
        assertThat(blocking.type().name()).isEqualTo("sleep");
        assertThat(blocking.timing()).isEqualTo(new Blocking.Every(SECOND));
    }

    @Test
    void what_a_scenario_leaves_open_is_as_without_one() throws Exception {
        Scenario scenario = read(with("{\"workload\": \"pbkdf2\", \"load\": {\"jobs\": 1}}"));

        assertThat(scenario.threads()).isNull();
        assertThat(scenario.slowLane()).isTrue();
        assertThat(scenario.blocking()).isNull();
        assertThat(scenario.works().get(0).values().count("iterations")).isEqualTo(100_000);
    }

    @Test
    void it_may_last_longer_or_shorter_than_it_says() throws Exception {
        assertThat(read(WHOLE, 30 * SECOND).works().get(1).load())
                .isEqualTo(new LoadModel.Closed(5, 30 * SECOND));
        assertThatThrownBy(() -> read(WHOLE, 2 * SECOND))
                .hasMessageContaining("workloads[0].stop: must be after the start");
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith("order-demo.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_examples_are_what_schema_and_reader_accept(Path file) throws Exception {
        String json = Files.readString(file);

        assertThat(complaints(json)).isEmpty();
        assertThat(read(json).works()).isNotEmpty();
    }

    @Test
    void the_schema_accepts_all_there_is() {
        assertThat(complaints(WHOLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"schema\": \"loopbench.scenario/1\" | \"schema\": \"loopbench.scenario/2\" | schema: must be \"loopbench.scenario/1\"",
                "\"duration\": \"10s\" | \"duration\": 10 | duration: must be a text, not 10",
                "\"duration\": \"10s\" | \"duration\": \"10\" | duration needs a unit",
                "\"description\" | \"descriptoin\" | descriptoin: is unknown",
                "\"threads\": 3 | \"threads\": 0 | pool.threads: must be a whole number from 1 to 1024, not 0",
                "\"threads\": 3 | \"threads\": 2.5 | pool.threads: must be a whole number",
                "\"slowLane\": false | \"slowLane\": 1 | pool.slowLane: must be true or false, not 1",
                "\"slowLane\" | \"slow-lane\" | pool.slow-lane: is unknown; a pool may have threads, slowLane",
                "\"name\": \"login\" | \"name\": \"log in\" | workloads[0].name: must be 1 to 40 letters",
                "\"rate\": \"20/s\" | \"rate\": \"-5/s\" | workloads[0].load.rate must not be negative",
                "\"rate\": \"20/s\" | \"rate\": \"20\" | workloads[0].load.rate needs a unit",
                "\"rate\": \"20/s\" | \"jobs\": 3 | workloads[0].load.arrivals: belongs to a \"rate\"",
                "\"rate\": \"20/s\" | \"rate\": \"20/s\", \"jobs\": 3 | workloads[0].load: needs one of",
                "\"poisson\" | \"random\" | workloads[0].load.arrivals: must be one of constant, poisson",
                "\"concurrency\": 5 | \"concurrency\": 0 | workloads[1].load.concurrency: must be a whole number from 1",
                "\"iterations\": 7 | \"iterations\": 7.5 | workloads[0].parameters.iterations: must be a text, a whole number",
                "\"every\": \"1s\", | | block: needs one of \"every\" and \"at\", and only one",
                "\"every\": \"1s\" | \"every\": \"1s\", \"at\": \"2s\" | block: needs one of \"every\" and \"at\", and only one",
                "\"for\": \"50ms\" | \"work\": 9, \"for\": \"1s\" | block: needs one of \"for\" and \"work\", and only one",
            })
    void what_is_wrong_is_refused_by_schema_and_reader_with_its_place(
            String from, String to, String sentence) {
        String json = WHOLE.replace(from, to == null ? "" : to);

        assertThat(json).isNotEqualTo(WHOLE);
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageStartingWith("mix.json: ")
                .hasMessageContaining(sentence);
        assertThat(complaints(json)).isNotEmpty();
    }

    /** What no schema can know: names, and how values fit together. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\": \"first\" | \"name\": \"login\" | workloads[2]: the name \"login\" is that of workloads[0] already",
                "\"workload\": \"fs-write\" | \"workload\": \"fs-wirte\" | workloads[1].workload: there is no workload \"fs-wirte\"; did you mean \"fs-write\"?",
                "\"iterations\": 7 | \"iteration\": 7 | workloads[0].parameters.iteration: is unknown; pbkdf2 may have iterations",
                "\"iterations\": 7 | \"iterations\": -7 | workloads[0].parameters.iterations must be a whole number",
                "\"stop\": \"4s\" | \"stop\": \"1s\" | workloads[0].stop: must be after the start",
                "\"stop\": \"4s\" | \"stop\": \"11s\" | workloads[0].stop: must be after the start",
                "\"start\": \"1s\" | \"start\": \"10s\" | workloads[0].start: must be before the end",
                "\"for\": \"50ms\" | \"work\": 9 | block.work: cannot be given: sleep has no size",
                "\"with\": \"sleep\" | \"with\": \"slumber\" | block.with: must be one of loop, sleep",
                "\"for\": \"50ms\" | \"for\": \"0ms\" | block.for: must be more than zero",
                "\"jobs\": 9} | \"jobs\": 9}, \"stop\": \"2s\" | workloads[2].stop: has no meaning for \"jobs\"",
                "\"fs-write\", \"parameters\": {\"fsync\": true} | \"flood\" | workloads[1]: a flood in a scenario needs",
            })
    void what_does_not_fit_is_refused_with_its_place(String from, String to, String sentence) {
        String json = WHOLE.replace(from, to);

        assertThat(json).isNotEqualTo(WHOLE);
        assertThatThrownBy(() -> read(json)).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | a scenario is an object, not a list",
                "{} | \"schema\" is missing",
                "{ | this is not JSON: it ends there and is not whole (line 1, column 2)",
                "`` | the document is empty",
                "{\"schema\": 1, \"schema\": 2} | schema: this is not JSON: a key is there twice"
                        + " (line 1,",
            })
    void what_is_no_scenario_at_all_is_refused(String json, String sentence) {
        assertThatThrownBy(() -> read(json)).hasMessageContaining(sentence);
    }

    @Test
    void an_empty_list_of_workloads_is_none() {
        assertThatThrownBy(() -> read(with("")))
                .hasMessage(
                        "mix.json: workloads: must be a list of at least one, not an empty one");
    }

    private static String with(String workloads) {
        return "{\"schema\": \"loopbench.scenario/1\", \"duration\": \"1s\", \"workloads\": ["
                + workloads
                + "]}";
    }

    private static List<Error> complaints(String json) {
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        try (InputStream in =
                Objects.requireNonNull(
                        ScenarioReader.class.getResourceAsStream(
                                "loopbench-scenario-1.schema.json"))) {
            Schema schema = registry.getSchema(in);
            return schema.validate(json, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
