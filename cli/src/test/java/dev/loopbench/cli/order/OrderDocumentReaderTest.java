package dev.loopbench.cli.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.loopcore.order.OrderProgram;
import dev.loopbench.loopcore.order.OrderStep;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is an order program, and where a document says that it is none. */
final class OrderDocumentReaderTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("", "the document is empty"),
                fault("  \n", "the document is empty"),
                fault("[]", "the list holds no program"),
                fault("7", "a program is an object with \"main\", not 7"),
                fault("{}", "\"main\" is missing"),
                fault("[{'main':[]}, {'threads':1}]", "[1]: \"main\" is missing"),
                fault("{'main':{}}", "main: must be a list of steps, not an object"),
                fault("{'main':[], 'nmae':'x'}", "a program has no \"nmae\", only name, threads"),
                fault("{'main':[], 'name':7}", "name: must be a text, not 7"),
                fault("{'main':[], 'threads':0}", "threads: must be a whole number from 1 to 1024"),
                fault("{'main':[], 'threads':1.5}", "threads: must be a whole number from 1"),
                fault("{'main':[], 'threads':'4'}", "threads: must be a whole number from 1"),
                fault("{'main':[], 'expected':'a'}", "expected: must be a list of texts"),
                fault("{'main':[], 'expected':['a', 1]}", "expected[1]: must be a text, not 1"),
                step("7", "main[0]: a step is an object such as {\"log\": \"a\"}, not 7"),
                step("{}", "main[0]: a step needs one of log, nextTick, microtask, promise,"),
                step("{'id':'a'}", "main[0]: a step needs one of log"),
                step("{'lgo':'a'}", "main[0]: there is no step \"lgo\"; the steps are log,"),
                step("{'log':'a','throw':'b'}", "cannot be both \"log\" and \"throw\""),
                step("{'log':'a','id':'b'}", "main[0]: a \"log\" step has no \"id\""),
                step("{'timeout':1,'do':[],'ID':'b'}", "a \"timeout\" step has no \"ID\""),
                step("{'log':7}", "main[0].log: must be a text, not 7"),
                step("{'log':null}", "main[0].log: must be a text, not null"),
                step("{'timeout':1}", "main[0]: \"do\" is missing: the steps to run then"),
                step("{'timeout':-1,'do':[]}", "main[0].timeout: must be a number of millisec"),
                step("{'timeout':'1','do':[]}", "0 or more, not \"1\""),
                step("{'interval':1,'do':[],'id':5}", "main[0].id: must be a text, not 5"),
                step("{'block':-0.5}", "main[0].block: must be a number of milliseconds, 0 or"),
                step("{'clear':['a']}", "main[0].clear: must be a text, not a list"),
                step("{'promise':[{'log':'a'}]}", "main[0].promise[0]: must be a list of steps"),
                step("{'promise':{}}", "main[0].promise: must be a list of lists of steps"),
                fault(
                        "{'main':[{'log':'a'},{'log':'b'},{'timeout':1,'do':[{'logg':'c'}]}]}",
                        "main[2].do[0]: there is no step \"logg\""),
                fault(
                        "{'main':[{'log':'a'},{'log':'b'},{'timeout':1,'do':[{'log' 'c'}]}]}",
                        "main[2].do[0].log: this is not JSON: what stands there cannot be read"
                                + " (line"),
                fault(
                        "{'main':[{'log':'a'}",
                        "main[0]: this is not JSON: it ends there and is not whole (line 1,"),
                fault(
                        "{'main':[{'log':'a','log':'b'}]}",
                        "main[0].log: this is not JSON: a key is there twice (line 1,"),
                fault("{'main':[]} {'main':[]}", "something follows the end of the document"),
                fault("{'main':[]} oops", "something follows the end of the document"));
    }

    private static Arguments step(String step, String sentence) {
        return fault("{'main':[" + step + "]}", sentence);
    }

    private static Arguments fault(String json, String sentence) {
        return Arguments.of(json, sentence);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_told_with_its_place(String json, String sentence) {
        assertThatExceptionOfType(UnreadableDocumentException.class)
                .isThrownBy(() -> read(json))
                .withMessageStartingWith("demo.json: ")
                .withMessageContaining(sentence);
    }

    @Test
    void steps_may_nest_but_not_without_end() throws UnreadableDocumentException {
        assertThat(read(nested(100)).programs()).hasSize(1);
        assertThatExceptionOfType(UnreadableDocumentException.class)
                .isThrownBy(() -> read(nested(101)))
                .withMessageContaining(": steps nest deeper than 100 levels")
                .withMessageContaining("main[0].nextTick[0]")
                .satisfies(fault -> assertThat(fault.getMessage()).hasSizeLessThan(200));
        assertThatExceptionOfType(UnreadableDocumentException.class)
                .isThrownBy(() -> read(nested(100_000)))
                .withMessageContaining(": steps nest deeper than 100 levels");
    }

    @Test
    void a_program_alone_needs_nothing_but_main() throws UnreadableDocumentException {
        OrderDocument document = read("{'main':[{'log':'a'}]}");
        assertThat(document.list()).isFalse();
        assertThat(document.programs())
                .containsExactly(
                        new OrderProgram("demo.json", 4, List.of(new OrderStep.Log("a")), null));
    }

    @Test
    void programs_of_a_list_are_named_by_their_place_unless_they_have_a_name()
            throws UnreadableDocumentException {
        OrderDocument document = read("[{'main':[]}, {'name':'b','main':[]}]");
        assertThat(document.list()).isTrue();
        assertThat(document.programs())
                .extracting(OrderProgram::name)
                .containsExactly("demo.json[0]", "b");
    }

    @Test
    void milliseconds_may_be_fractions_and_of_any_size() throws UnreadableDocumentException {
        assertThat(read("{'main':[{'timeout':1.5,'do':[]},{'timeout':1e99,'do':[]}]}").programs())
                .singleElement()
                .extracting(OrderProgram::main)
                .isEqualTo(
                        List.of(
                                new OrderStep.StartTimeout(1.5, List.of(), null),
                                new OrderStep.StartTimeout(1e99, List.of(), null)));
    }

    private static String nested(int levels) {
        return "{'main':" + "[{'nextTick':".repeat(levels) + "[]" + "}]".repeat(levels) + "}";
    }

    /** With apostrophes for quotation marks. */
    private static OrderDocument read(String json) throws UnreadableDocumentException {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return OrderDocumentReader.read("demo.json", new ByteArrayInputStream(bytes));
    }
}
