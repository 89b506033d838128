package dev.loopbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.HostileReports;
import dev.loopbench.reports.LongReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.json.JsonReportWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The page in a browser, as a reader has it. */
@ExtendWith(Pages.InBrowser.class)
@ResourceLock("browser") // one for all of them
class HtmlReportIT {

    private static final String LANES = "#lanes";

    private static final String SAMPLES =
            "classic blocked-loop many-jobs interrupted flood unmeasurable";

    /** Below the axis, the lanes of machine and loop, and a strip of waits: the first worker's. */
    private static final double FIRST_WORKER_Y = 22 + 19 + 47 + 21;

    private final Pages pages;

    HtmlReportIT(Pages pages) {
        this.pages = pages;
    }

    static Stream<Report> reports() {
        return Stream.concat(
                Stream.of(SAMPLES.split(" ")).map(SampleReports::named),
                Stream.of(LongReports.largest()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_page_shows_its_report_without_complaint_and_asks_for_nothing(Report report)
            throws IOException {
        BrowserPage page = pages.open(report);

        if (!report.findings().isEmpty()) {
            assertThat(page.text("#verdict")).contains(report.findings().get(0).title());
        }
        assertThat(page.complaints()).isEmpty();
        assertThat(page.requests()).allMatch(url -> url.endsWith(".html") || url.equals("data:,"));
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of("nanosText", (DoubleFunction<String>) Numbers::nanos),
                Arguments.of("shareText", (DoubleFunction<String>) Numbers::share),
                Arguments.of("countText", (DoubleFunction<String>) Numbers::count),
                Arguments.of("perSecondText", (DoubleFunction<String>) Numbers::perSecond),
                Arguments.of("bytesText", (DoubleFunction<String>) Numbers::bytes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void the_page_writes_numbers_as_the_other_formats_do(
            String function, DoubleFunction<String> format) throws IOException {
        String program =
                new String(
                        Objects.requireNonNull(
                                        HtmlReportWriter.class.getResourceAsStream("numbers.js"))
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
        double[] values =
                new Random(8)
                        .doubles(1_000, -7, 17)
                        .map(power -> Math.pow(10, power))
                        .flatMap(value -> DoubleStream.of(value, -value, Math.rint(value)))
                        .toArray();
        String literals =
                DoubleStream.of(values).mapToObj(Double::toString).collect(Collectors.joining(","));

        JsonNode texts =
                pages.open(SampleReports.classic())
                        .value(
                                "(() => { %s return [%s].map(%s); })()"
                                        .formatted(program, literals, function));

        for (int i = 0; i < values.length; i++) {
            assertThat(texts.get(i).stringValue())
                    .as("%s of %s", function, values[i])
                    .isEqualTo(format.apply(values[i]));
        }
    }

    @Test
    void limits_that_do_not_hold_stand_above_the_findings() throws IOException {
        BrowserPage page =
                pages.open(
                        SampleReports.classic()
                                .withLimits(
                                        List.of(
                                                new LimitOutcome(
                                                        "wait.max < 20ms",
                                                        98.4e6,
                                                        "ns",
                                                        false,
                                                        null),
                                                new LimitOutcome(
                                                        "wait.p99 < 20ms",
                                                        null,
                                                        "ns",
                                                        null,
                                                        "5 are too few"),
                                                new LimitOutcome(
                                                        "stalls < 3", 0.0, "count", true, null))));

        assertThat(page.text("#verdict"))
                .startsWith("Limits that do not hold")
                .contains("wait.max < 20ms is broken: it is 98.4ms")
                .contains("wait.p99 < 20ms cannot be told: 5 are too few")
                .doesNotContain("stalls < 3");
    }

    @Test
    void hover_shows_what_lies_there() throws IOException {
        BrowserPage page = pages.open(SampleReports.classic());
        double[] box = page.box(LANES);

        page.mouse("mouseMoved", box[0] + box[2] / 4, box[1] + FIRST_WORKER_Y);

        assertThat(page.text("#tooltip"))
                .contains("pbkdf2 #0 on w0")
                .contains("31.0µs")
                .contains("198ms")
                .contains("98.4ms");
    }

    @Test
    void dragging_shows_what_was_dragged_over() throws IOException {
        BrowserPage page = pages.open(SampleReports.classic());
        double[] box = page.box(LANES);

        page.drag(box[0] + box[2] / 2, box[0] + box[2] / 2 + 100, box[1] + FIRST_WORKER_Y);

        assertThat(length(page)).isBetween(20e6, 35e6);
    }

    @Test
    void the_wheel_scrolls_the_page_until_the_timeline_has_been_clicked() throws IOException {
        BrowserPage page = pages.open(SampleReports.classic());
        double[] box = page.box(LANES);
        double whole = length(page);
        page.value("window.before = scrollY");

        page.wheel(box[0] + 500, box[1] + 60, -200);

        page.until("scrollY < before");
        assertThat(length(page)).isEqualTo(whole);
    }

    @Test
    void the_wheel_zooms_a_timeline_that_has_been_clicked() throws IOException {
        BrowserPage page = pages.open(SampleReports.classic());
        page.focus(LANES);
        double[] box = page.box(LANES);
        double whole = length(page);

        page.wheel(box[0] + 500, box[1] + 60, -200);

        page.until("!document.getElementById('range').textContent.startsWith('0 ')");
        assertThat(length(page)).isLessThan(whole);
    }

    @Test
    void keys_and_buttons_zoom_move_and_show_the_whole_again() throws IOException {
        BrowserPage page = pages.open(SampleReports.classic());
        String whole = page.text("#range");

        page.focus(LANES);
        page.key("+", 0);
        double zoomed = length(page);
        String before = page.text("#range");
        page.key("ArrowRight", 0);
        assertThat(page.text("#range")).isNotEqualTo(before);
        assertThat(length(page)).isEqualTo(zoomed);
        page.key("0", 0);
        assertThat(page.text("#range")).isEqualTo(whole);
        page.click(".toolbar button:nth-child(1)");
        assertThat(length(page)).isLessThan(length(whole));
        page.click(".toolbar button:nth-child(5)");
        assertThat(page.text("#range")).isEqualTo(whole);
    }

    @Test
    void the_keyboard_steps_through_the_jobs_of_a_worker() throws IOException {
        BrowserPage page = pages.open(SampleReports.classic());

        page.focus(LANES);
        for (int lane = 0; lane < 4; lane++) {
            page.key("ArrowDown", 0);
        }
        page.key("ArrowRight", 8);

        assertThat(page.text("#tooltip")).contains("pbkdf2 #4 on w2");
        assertThat(page.value("document.getElementById('announcer').textContent").asString())
                .contains("pbkdf2 #4 on w2")
                .contains("wait 196ms");
    }

    @Test
    void an_address_opens_a_part_of_the_run_and_a_stall_leads_to_one() throws IOException {
        BrowserPage page = pages.open(SampleReports.blockedLoop(), "#t=100000000-200000000");
        assertThat(page.text("#range")).contains("100ms").contains("200ms");

        page.click(".stalls a");
        page.until("document.getElementById('range').textContent.startsWith('427')");
        assertThat(page.text("#range")).isEqualTo("427ms – 669ms (242ms)");
    }

    @Test
    void the_look_changes_between_light_and_dark() throws IOException {
        BrowserPage page = pages.open(SampleReports.classic());
        String ground = "getComputedStyle(document.body).backgroundColor";
        String light = page.value(ground).asString();
        String drawn = page.value("document.getElementById('lanes').toDataURL()").asString();

        page.click("#theme");

        assertThat(page.value(ground).asString()).isNotEqualTo(light);
        assertThat(page.value("document.getElementById('lanes').toDataURL()").asString())
                .isNotEqualTo(drawn);
        page.click("#theme");
        assertThat(page.value(ground).asString()).isEqualTo(light);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "many-jobs"})
    void what_is_downloaded_is_the_native_report(String sample)
            throws IOException, InterruptedException {
        BrowserPage page = pages.open(SampleReports.named(sample));

        Path file = page.download("#download", pages.folder());

        assertThat(Files.readString(file)).isEqualTo(json(SampleReports.named(sample)));
    }

    @Test
    void a_hostile_report_runs_nothing_and_is_shown_as_text()
            throws IOException, InterruptedException {
        for (String sample : List.of("classic", "blocked-loop", "flood")) {
            Report report = HostileReports.of(SampleReports.named(sample));
            BrowserPage page = pages.open(report);

            assertThat(page.value("window.pwned === undefined").booleanValue()).isTrue();
            assertThat(
                            page.value("document.querySelectorAll('script, img, iframe').length")
                                    .intValue())
                    .isEqualTo(3);
            assertThat(page.complaints()).isEmpty();
            assertThat(Files.readString(page.download("#download", pages.folder())))
                    .isEqualTo(json(report));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void any_report_can_be_shown(long seed) throws IOException {
        BrowserPage page = pages.open(new RandomReports(seed).next());

        assertThat(page.complaints()).as("seed %d", seed).isEmpty();
        assertThat(page.text("#tables")).as("seed %d", seed).contains("Latency");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void times_that_make_no_sense_are_shown_and_zoomed_all_the_same(long time) throws IOException {
        for (Report report : List.of(SampleReports.blockedLoop(), LongReports.minute())) {
            BrowserPage page = pages.open(HostileReports.withTimes(report, time));
            page.focus(LANES);
            List.of("+", "ArrowRight", "ArrowDown", "-", "0").forEach(key -> page.key(key, 0));

            assertThat(page.complaints()).isEmpty();
            assertThat(page.text("#range")).doesNotContain("NaN");
        }
    }

    @Test
    void paper_is_light_and_everything_on_it_is_open() throws IOException {
        BrowserPage page = pages.open(SampleReports.blockedLoop());
        page.click("#theme");

        page.value("dispatchEvent(new Event('beforeprint'))");
        assertThat(page.value("document.documentElement.dataset.theme").asString())
                .isEqualTo("light");
        assertThat(page.value("document.querySelectorAll('details:not([open])').length").intValue())
                .isZero();

        page.value("dispatchEvent(new Event('afterprint'))");
        assertThat(page.value("document.documentElement.dataset.theme").asString())
                .isEqualTo("dark");
    }

    @Test
    void no_part_of_a_page_is_wider_than_a_phone() throws IOException {
        BrowserPage page = pages.open(LongReports.minute());
        page.width(400);

        assertThat(
                        page.value(
                                        "document.documentElement.scrollWidth"
                                                + " - document.documentElement.clientWidth")
                                .intValue())
                .isZero();
    }

    private static double length(BrowserPage page) {
        return length(page.text("#range"));
    }

    /** Of {@code 100ms – 200ms (100ms)}, in nanoseconds. */
    private static double length(String range) {
        String text = range.replaceAll(".*\\(([0-9.]+)ms\\)", "$1");
        return Double.parseDouble(text) * 1e6;
    }

    private static String json(Report report) throws IOException {
        StringBuilder out = new StringBuilder();
        new JsonReportWriter().write(report, out);
        return out.toString();
    }
}
