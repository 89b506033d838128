package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code show} of what a Node process has recorded of itself. */
final class NodeTraceTest {

    private static final String POOL = "node,node.threadpoolwork,node.threadpoolwork.async";

    @TempDir private Path folder;

    @Test
    void the_fifth_job_waits_for_the_first_thread_that_is_free() throws Exception {
        Report report = report(document(fiveJobs()));

        assertThat(report.jobs()).hasSize(5).extracting(Job::outcome).containsOnly(Job.Outcome.OK);
        Job fifth = report.jobs().get(4);
        Job first = report.jobs().get(0);
        assertThat(fifth.worker()).isEqualTo(first.worker());
        assertThat(Objects.requireNonNull(fifth.startedNanos()) - fifth.submittedNanos())
                .isEqualTo(98_000_000);
        assertThat(report.pool().threads()).isEqualTo(4);
        assertThat(report.config().pool().source().word()).isEqualTo("seen full");
        assertThat(report.operations()).hasSize(1);
        assertThat(report.operations().get(0).kind()).isEqualTo("crypto");
        assertThat(Objects.requireNonNull(report.operations().get(0).legs().waitLeg()).count())
                .isEqualTo(5);
    }

    @Test
    void the_report_says_what_was_looked_at_and_knows_nothing_of_the_machine() throws Exception {
        Report report = report(document(fiveJobs()));

        Subject subject = Objects.requireNonNull(report.subject());
        assertThat(subject.kind()).isEqualTo(Subject.Kind.NODE);
        assertThat(subject.how()).isEqualTo(Subject.How.TRACE);
        assertThat(subject.processId()).isEqualTo(100);
        assertThat(subject.version()).isEqualTo("24.1.0");
        assertThat(report.environment().cpu().usableCores()).isNull();
        assertThat(report.environment().unavailable()).containsKey("cpu.usableCores");
        assertThat(report.loop().utilizationShare()).isNull();
        assertThat(report.loop().unavailable()).containsKey("utilizationShare");
        assertThat(report.host().gc()).isNull();
    }

    @Test
    void advice_is_in_words_of_node_and_no_command_of_ours_is_to_be_tried() throws Exception {
        List<String> events = new ArrayList<>(metadata());
        for (int job = 0; job < 200; job++) {
            long at = 1_000_000 + 10_000L * job;
            events.add(begin(POOL, "crypto", job + 1, 1_000_000 + job));
            events.add(span("B", 101, "crypto", at));
            events.add(span("E", 101, "crypto", at + 9_990));
            events.add(end(POOL, "crypto", job + 1, at + 9_995));
        }
        Report report = report(document(events));

        assertThat(report.findings()).isNotEmpty();
        assertThat(report.findings().get(0).rule()).startsWith("pool.saturated");
        assertThat(report.findings().get(0).advice()).contains("UV_THREADPOOL_SIZE=2");
        assertThat(report.findings()).allSatisfy(finding -> assertThat(finding.next()).isNull());
    }

    @Test
    void iterations_timers_and_collections_are_told_where_they_were_recorded() throws Exception {
        List<String> events = new ArrayList<>(fiveJobs());
        events.add(whole("node,node.environment", "CheckImmediate", 1_000_000, 20));
        events.add(whole("node,node.environment", "CheckImmediate", 1_090_000, 30));
        events.add(whole("node,node.environment", "RunTimers", 1_020_000, 60_000));
        events.add(whole("v8", "V8.GCScavenger", 1_030_000, 2_000));
        events.add(whole("devtools.timeline,v8", "MinorGC", 1_029_990, 2_020));
        Report report = report(document(events));

        assertThat(report.loop().counts().iterations()).isEqualTo(2);
        assertThat(report.loop().busyTime().phases())
                .extracting(phase -> phase.phase() + " " + phase.totalNanos())
                .containsExactly("timers 60000000", "check 50000");
        assertThat(report.loop().held().stalls()).hasSize(1);
        assertThat(report.loop().held().stalls().get(0).parts().gcNanos()).isEqualTo(2_020_000);
        assertThat(Objects.requireNonNull(report.host().gc()).pauses()).isEqualTo(1);
        assertThat(Objects.requireNonNull(report.host().gc()).totalNanos()).isEqualTo(2_020_000);
    }

    @Test
    void of_calls_of_fs_and_lookups_the_response_is_known_and_the_wait_is_not() throws Exception {
        List<String> events = new ArrayList<>(fiveJobs());
        events.add(begin("node,node.fs,node.fs.async", "scandir", 77, 1_000_000));
        events.add(end("node,node.fs,node.fs.async", "scandir", 77, 1_007_000));
        events.add(begin("node,node.dns,node.dns.native", "lookup", 78, 1_000_000));
        events.add(end("node,node.dns,node.dns.native", "lookup", 78, 1_009_000));
        Report report = report(document(events));

        assertThat(report.operations())
                .extracting(own -> own.kind())
                .containsExactly("crypto", "fs.readdir", "dns.lookup");
        assertThat(report.operations().get(1).latency().response().maxNanos()).isEqualTo(7_000_000);
        assertThat(report.operations().get(1).legs().waitLeg()).isNull();
        assertThat(report.operations().get(1).legs().unavailable()).containsKey("wait");
        assertThat(report.warnings()).extracting(Warning::id).contains(Warning.Kind.POOL_UNSEEN);
    }

    @ParameterizedTest
    @CsvSource({"text", "markdown", "html", "csv", "hgrm", "hlog", "openmetrics", "junit", "trace"})
    void every_format_takes_it(String format) throws Exception {
        Path trace = file("node_trace.1.log", document(fiveJobs()));
        String word = format.equals("markdown") ? "md" : format;

        Invocation.Result shown = show(trace.toString(), "-o", word + "=-", "-q");

        assertThat(shown.err()).isEmpty();
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).isNotBlank().doesNotContain("NaN");
    }

    @Test
    void the_array_alone_is_a_trace_too() throws Exception {
        Report report = report("[" + String.join(",\n", fiveJobs()) + "]");

        assertThat(report.jobs()).hasSize(5);
        assertThat(report.run().complete()).isTrue();
    }

    @Test
    void a_compressed_trace_is_read_as_it_is() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(document(fiveJobs()).getBytes(StandardCharsets.UTF_8));
        }
        Path whole = Files.write(folder.resolve("a.gz"), bytes.toByteArray());
        byte[] half = java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 20);
        Path cut = Files.write(folder.resolve("b"), half);

        assertThat(read(show(whole.toString(), "--json", "-", "-q").out()).jobs()).hasSize(5);
        assertThat(show(cut.toString(), "--json", "-", "-q").code()).isZero();
    }

    @Test
    void a_trace_that_ends_anywhere_is_read_up_to_there() throws Exception {
        String whole = document(fiveJobs());
        int first = whole.indexOf("\"crypto\"");
        first = whole.indexOf('}', whole.indexOf('}', first) + 1) + 1;
        // Nothing in it repeats after so many characters, so that words are cut at all their
        // places.
        for (int length = first; length < whole.length() - 2; length += 29) {
            Path cut = file("cut", whole.substring(0, length));

            Invocation.Result shown = show(cut.toString(), "--json", "-", "-q");

            assertThat(shown.code()).as(whole.substring(0, length) + shown.err()).isZero();
            assertThat(read(shown.out()).run().complete()).as("%d", length).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "[1,2,3]",
                "[[]]",
                "{\"traceEvents\":[]}",
                "{\"traceEvents\":{}}",
                "{\"traceEvents\":7}",
                "{\"traceEvents\":[null]}",
                "{\"traceEvents\":[{}]}",
                "{\"traceEvents\":[{\"ph\":\"b\",\"cat\":\"node.threadpoolwork\",\"ts\":-1}]}",
                "{\"traceEvents\":[{\"ph\":\"b\",\"cat\":\"node.threadpoolwork\",\"ts\":1e300}]}",
                "{\"traceEvents\":[{\"ph\":\"b\",\"cat\":\"node.threadpoolwork\",\"ts\":\"soon\"}]}",
                "{\"traceEvents\":[{\"ph\":\"b\",\"cat\":\"other\",\"ts\":1}]}",
                "{\"traceEvents\":[{\"ph\":\"b\" \"cat\":\"node.threadpoolwork\",\"ts\":1}],\"more\":1}",
                "{\"traceEvents\":[{\"ph\":\"M\",\"name\":\"version\",\"args\":{\"node\":\"24.1.0\"}}]}",
                "\u0000\u0001\u0002",
                "PK\u0003\u0004 this is no trace",
            })
    void what_is_no_trace_is_refused_with_one_sentence(String text) throws Exception {
        Invocation.Result shown = show(file("given", text).toString());

        assertThat(shown.code()).as(shown.out()).isEqualTo(2);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err().strip().lines().toList().size())
                .as(shown.err())
                .isLessThanOrEqualTo(3);
        assertThat(shown.err()).startsWith("loopbench: ").doesNotContain("Exception");
    }

    @Test
    void ids_may_be_texts_or_numbers_and_keys_in_any_order() throws Exception {
        Report report =
                report(
                        """
                        {"displayTimeUnit":"ms","other":{"a":[1,{"b":2}]},"traceEvents":[
                        {"ts":"1000","id":7,"pid":"100","tid":"0x64","name":"zlib","cat":"node.threadpoolwork","ph":"b","args":[]},
                        {"ts":1010.5,"pid":100,"tid":101,"name":"zlib","cat":"node.threadpoolwork","ph":"B"},
                        {"ts":1020,"pid":100,"tid":101,"name":"zlib","cat":"node.threadpoolwork","ph":"E","args":null},
                        {"ts":1030,"id":"7","pid":100,"tid":100,"name":"zlib","cat":"node.threadpoolwork","ph":"e","args":{"result":0}}
                        ]}
                        """);

        assertThat(report.jobs()).hasSize(1);
        assertThat(report.jobs().get(0).outcome()).isEqualTo(Job.Outcome.OK);
        assertThat(report.jobs().get(0).startedNanos()).isEqualTo(10_500);
    }

    @Test
    void of_several_processes_the_one_that_recorded_most_is_taken_and_said() throws Exception {
        List<String> events = new ArrayList<>(fiveJobs());
        events.add(begin(POOL, "zlib", 9, 1_000_000).replace("\"pid\":100", "\"pid\":7"));

        Report report = report(document(events));

        assertThat(Objects.requireNonNull(report.subject()).processId()).isEqualTo(100);
        assertThat(report.warnings())
                .filteredOn(warning -> warning.id() == Warning.Kind.TRACE_PROCESSES)
                .singleElement()
                .extracting(Warning::message)
                .isEqualTo("The trace holds 2 processes: this is the one that recorded most, 100.");
    }

    @Test
    void traces_of_the_same_program_add_up() throws Exception {
        Path one = file("one", document(fiveJobs()));
        String later = document(fiveJobs()).replace("\"ts\":1", "\"ts\":2");
        Path other = file("other", later);

        Invocation.Result merged =
                Invocation.with(FakeSessions.none())
                        .execute("merge", one.toString(), other.toString(), "--json", "-", "-q");

        assertThat(merged.err()).isEmpty();
        Report sum = read(merged.out());
        assertThat(sum.operations().get(0).count()).isEqualTo(10);
        assertThat(sum.loop().utilizationShare()).isNull();
        assertThat(Objects.requireNonNull(sum.subject()).kind()).isEqualTo(Subject.Kind.NODE);
    }

    /** 40 ms and more each on four threads; the fifth after the first. */
    private static List<String> fiveJobs() {
        List<String> events = new ArrayList<>(metadata());
        for (int job = 1; job <= 5; job++) {
            events.add(begin(POOL, "crypto", job, 1_000_000 + job));
        }
        for (int worker = 1; worker <= 4; worker++) {
            events.add(span("B", 100 + worker, "crypto", 1_000_050 + worker));
            events.add(span("E", 100 + worker, "crypto", 1_098_000 + 100 * worker - 100));
            events.add(end(POOL, "crypto", worker, 1_098_020 + 100 * worker - 100));
        }
        events.add(span("B", 101, "crypto", 1_098_005));
        events.add(span("E", 101, "crypto", 1_150_000));
        events.add(end(POOL, "crypto", 5, 1_150_030));
        return events;
    }

    private static List<String> metadata() {
        return List.of(
                "{\"pid\":100,\"tid\":100,\"ts\":0,\"ph\":\"M\",\"cat\":\"__metadata\",\"name\":\"thread_name\",\"args\":{\"name\":\"JavaScriptMainThread\"}}",
                "{\"pid\":100,\"tid\":100,\"ts\":0,\"ph\":\"M\",\"cat\":\"__metadata\",\"name\":\"version\",\"args\":{\"node\":\"24.1.0\"}}",
                "{\"pid\":100,\"tid\":100,\"ts\":0,\"ph\":\"M\",\"cat\":\"__metadata\",\"name\":\"node\",\"args\":{\"process\":{\"versions\":{\"v8\":\"13\"},\"arch\":\"x64\",\"platform\":\"linux\"}}}");
    }

    private static String begin(String category, String name, long id, long atMicros) {
        return async("b", category, name, id, atMicros, "{}");
    }

    private static String end(String category, String name, long id, long atMicros) {
        return async("e", category, name, id, atMicros, "{\"result\":0}");
    }

    private static String async(
            String phase, String category, String name, long id, long atMicros, String args) {
        return "{\"pid\":100,\"tid\":100,\"ts\":%d,\"ph\":\"%s\",\"cat\":\"%s\",\"name\":\"%s\",\"id\":\"0x%x\",\"args\":%s}"
                .formatted(atMicros, phase, category, name, id, args);
    }

    private static String span(String phase, long threadId, String name, long atMicros) {
        return "{\"pid\":100,\"tid\":%d,\"ts\":%d,\"ph\":\"%s\",\"cat\":\"node,node.threadpoolwork,node.threadpoolwork.sync\",\"name\":\"%s\",\"dur\":0,\"args\":{}}"
                .formatted(threadId, atMicros, phase, name);
    }

    private static String whole(String category, String name, long atMicros, long durationMicros) {
        return "{\"pid\":100,\"tid\":100,\"ts\":%d,\"ph\":\"X\",\"cat\":\"%s\",\"name\":\"%s\",\"dur\":%d,\"tdur\":1,\"args\":{}}"
                .formatted(atMicros, category, name, durationMicros);
    }

    private static String document(List<String> events) {
        return "{\"traceEvents\":[" + String.join(",\n", events) + "]}";
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Report report(String trace) throws IOException, UnreadableReportException {
        Invocation.Result shown = show(file("trace", trace).toString(), "--json", "-", "-q");
        assertThat(shown.err()).isEmpty();
        assertThat(shown.code()).isZero();
        return read(shown.out());
    }

    private static Report read(String json) throws IOException, UnreadableReportException {
        return new JsonReportReader().read(new StringReader(json));
    }

    private static Invocation.Result show(String... arguments) {
        List<String> all = new ArrayList<>(List.of("show"));
        all.addAll(List.of(arguments));
        return Invocation.with(FakeSessions.none()).execute(all.toArray(String[]::new));
    }
}
