package dev.loopbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.SampleReports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader sees before anything is scrolled or opened. */
@ExtendWith(Pages.InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // a page that is only looked at serves many tests
@ResourceLock("browser") // one for all of them
class FirstScreenIT {

    private static final int SCREEN_WIDTH = 1280;
    private static final int SCREEN_HEIGHT = 900;
    private static final int PHONE_WIDTH = 420;

    private final Map<String, BrowserPage> samples = new HashMap<>();
    private final Pages pages;

    FirstScreenIT(Pages pages) {
        this.pages = pages;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classic",
                "blocked-loop",
                "many-jobs",
                "interrupted",
                "flood",
                "unmeasurable"
            })
    void verdict_key_figures_and_timeline_are_on_the_first_screen(String sample) {
        BrowserPage page = sample(sample, SCREEN_WIDTH);

        for (String part : new String[] {"#verdict", "#figures", "#timeline canvas, #timeline p"}) {
            assertThat(
                            number(
                                    page,
                                    "document.querySelector('%s').getBoundingClientRect().bottom + scrollY",
                                    part))
                    .as(part)
                    .isBetween(1.0, (double) SCREEN_HEIGHT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SCREEN_WIDTH, PHONE_WIDTH})
    void what_was_ruled_out_is_one_line(int width) {
        BrowserPage page = sample("classic", width);

        assertThat(page.text(".first .ruled-out summary"))
                .isEqualTo("Ruled out the loop · GC · throttling · steal");
        assertThat(lines(page, ".first .ruled-out summary")).isEqualTo(1);
    }

    @Test
    void a_further_finding_is_a_line_that_the_keyboard_opens() throws IOException {
        BrowserPage page = pages.open(SampleReports.blockedLoop());
        assertThat(page.text("#verdict .further"))
                .isEqualTo("✓ The pool had a free thread whenever a job came");
        assertThat(lines(page, ".further summary")).isEqualTo(1);

        page.focus(".further summary");
        page.key(" ", 0);

        page.until("document.querySelector('.further').open");
        assertThat(page.text("#verdict .further")).contains("wait max 58µs");
    }

    @Test
    void five_values_are_dots_and_no_curve() {
        BrowserPage page = sample("classic", SCREEN_WIDTH);

        assertThat(number(page, "document.querySelectorAll('%s').length", "#latency .series"))
                .isZero();
        assertThat(number(page, "document.querySelectorAll('%s').length", "#latency .value"))
                .isEqualTo(4 * 5);
    }

    @Test
    void hundreds_of_values_are_a_curve_and_no_dots() {
        BrowserPage page = sample("flood", SCREEN_WIDTH);

        assertThat(number(page, "document.querySelectorAll('%s').length", "#latency .series"))
                .isEqualTo(2);
        assertThat(number(page, "document.querySelectorAll('%s').length", "#latency .value"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {SCREEN_WIDTH, 1000, PHONE_WIDTH})
    void a_key_figure_and_its_unit_are_on_one_line(int width) {
        for (String sample : new String[] {"classic", "flood"}) {
            assertThat(
                            sample(sample, width)
                                    .value(
                                            """
                                            [...document.querySelectorAll('.tile b')].every(figure => {
                                                const lines = document.createRange();
                                                lines.selectNodeContents(figure);
                                                return lines.getBoundingClientRect().height < 30
                                                    && figure.scrollWidth <= figure.clientWidth;
                                            })""")
                                    .booleanValue())
                    .as(sample)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classic",
                "blocked-loop",
                "many-jobs",
                "interrupted",
                "flood",
                "unmeasurable"
            })
    void no_page_is_wider_than_a_phone(String sample) {
        BrowserPage page = sample(sample, PHONE_WIDTH);

        assertThat(number(page, "document.querySelector('%s').scrollWidth - innerWidth", "html"))
                .isNotPositive();
    }

    /**
     * By an eighth of the circle at least: the phase that is seen most is drawn beside all of them.
     */
    @Test
    void kinds_of_jobs_differ_in_hue_from_the_poll_phase() {
        BrowserPage page = sample("classic", SCREEN_WIDTH);
        double poll = hue(page, "--phase-poll");

        for (int kind = 0; kind < 6; kind++) {
            double apart = Math.abs(hue(page, "--kind-" + kind) - poll);
            assertThat(Math.min(apart, 360 - apart)).as("kind %d", kind).isGreaterThan(45);
        }
    }

    /** The fifth of five jobs, above the worker that is busy with another one. */
    @Test
    void a_wait_above_a_busy_worker_is_as_high_as_a_line_of_text() {
        BrowserPage page = sample("classic", SCREEN_WIDTH);

        double height =
                number(
                        page,
                        """
                        (() => {
                            const canvas = document.querySelector('%s');
                            const pixels = canvas.getContext('2d')
                                .getImageData(Math.round(canvas.width / 2), 0, 1, canvas.height).data;
                            const rgb = getComputedStyle(document.documentElement)
                                .getPropertyValue('--wait').trim().match(/\\w\\w/g).map(hex => parseInt(hex, 16));
                            const isWait = y => rgb.every((part, i) => pixels[4 * y + i] === part);
                            let from = 0;
                            while (from < canvas.height && !isWait(from)) from++;
                            let to = from;
                            while (to < canvas.height && isWait(to)) to++;
                            return (to - from) * canvas.clientHeight / canvas.height;
                        })()""",
                        "#lanes");

        assertThat(height).isBetween(11.0, 14.0);
    }

    @Test
    void on_paper_no_line_is_cut() throws IOException {
        BrowserPage page = pages.open(SampleReports.blockedLoop());
        page.width(703);
        page.asOnPaper();
        page.value("dispatchEvent(new Event('beforeprint'))");

        assertThat(
                        page.value(
                                        """
                                        [...document.querySelectorAll('#page *')]
                                            .filter(node => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1
                                                && getComputedStyle(node).overflowX !== 'visible')
                                            .map(node => node.className + ': ' + node.textContent).join('\\n')""")
                                .asString())
                .isEmpty();
        assertThat(page.text("#verdict")).contains("the pool: 2.6% busy").contains("wait max 58µs");
    }

    private BrowserPage sample(String name, int width) {
        BrowserPage page = samples.computeIfAbsent(name, this::opened);
        page.width(width);
        return page;
    }

    private BrowserPage opened(String name) {
        try {
            return pages.open(SampleReports.named(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double number(BrowserPage page, String expression, String selector) {
        return page.value(expression.formatted(selector)).doubleValue();
    }

    /** Of text in an element, by its height. */
    private static long lines(BrowserPage page, String selector) {
        return Math.round(
                number(
                        page,
                        """
                        (() => {
                            const node = document.querySelector('%s');
                            return node.clientHeight / (parseFloat(getComputedStyle(node).fontSize) * 1.45);
                        })()""",
                        selector));
    }

    private static double hue(BrowserPage page, String colour) {
        return number(
                page,
                """
                (() => {
                    const [r, g, b] = getComputedStyle(document.documentElement).getPropertyValue('%s')
                        .trim().match(/\\w\\w/g).map(hex => parseInt(hex, 16));
                    return (Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) * 180 / Math.PI + 360) %% 360;
                })()""",
                colour);
    }
}
