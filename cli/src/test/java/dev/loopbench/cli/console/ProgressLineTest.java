package dev.loopbench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.server.ServiceProbe.Pulse;
import dev.loopbench.probes.session.SessionListener.AfterOperations;
import dev.loopbench.probes.session.SessionListener.AfterTime;
import dev.loopbench.probes.session.SessionListener.End;
import dev.loopbench.probes.session.SessionListener.Snapshot;
import dev.loopbench.probes.session.SessionListener.Stage;
import dev.loopbench.probes.session.SessionListener.Tally;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {

    private static final String ERASE = "\r\u001b[K";
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = 1_000 * MILLI;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            new Console(OutputStream.nullOutputStream(), err, Map.of(), Terminals.NONE, "UTF-8");

    private static Snapshot at(Stage stage, long nanos, @Nullable End end, Tally tally) {
        return new Snapshot(stage, nanos, end, tally);
    }

    /** What it draws, without the marks that erase. */
    private String drawn(Appearance appearance, Snapshot at) {
        err.reset();
        new ProgressLine(console, appearance).progress(at);
        String text = err.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith(ERASE);
        return text.substring(ERASE.length());
    }

    private String drawn(Snapshot at) {
        return drawn(new Appearance(80, true, false), at);
    }

    @Test
    void a_burst_has_a_bar_of_its_operations() {
        assertThat(
                        drawn(
                                at(
                                        Stage.MEASURING,
                                        8_260 * MILLI,
                                        new AfterOperations(5_000, null),
                                        new Tally(2_150, 0, 261.0, 127 * MILLI))))
                .isEqualTo(
                        "measuring ██████░░░░░░░░░░ 43% · 2150 of 5000 · 261/s · p99 127ms ·"
                                + " 8.2s");
    }

    @Test
    void a_load_with_a_duration_has_a_bar_of_its_time() {
        assertThat(
                        drawn(
                                at(
                                        Stage.MEASURING,
                                        9 * SECOND,
                                        new AfterTime(4_350 * MILLI, 10 * SECOND),
                                        new Tally(107, 0, 24.9, null))))
                .isEqualTo("measuring ██████░░░░░░░░░░ 43% · 4.3s of 10s · 24.9/s · 107 done");
    }

    @Test
    void what_has_no_known_end_tells_how_long_it_has_taken() {
        assertThat(drawn(at(Stage.PREPARING, 40 * MILLI, null, new Tally(0, 0, null, null))))
                .isEqualTo("preparing 0.0s");
        assertThat(drawn(at(Stage.WARMING_UP, 12_999 * MILLI, null, new Tally(7, 0, null, null))))
                .isEqualTo("warming up 12s · 7 done");
    }

    @Test
    void a_drain_tells_what_is_left() {
        assertThat(
                        drawn(
                                at(
                                        Stage.DRAINING,
                                        11 * SECOND,
                                        new AfterOperations(100, 2_500 * MILLI),
                                        new Tally(99, 0, null, null))))
                .isEqualTo("draining ███████████████░ 99% · 99 of 100 · about 3s left · 11s");
    }

    @Test
    void errors_stand_out_in_red() {
        Snapshot at =
                at(
                        Stage.MEASURING,
                        SECOND,
                        new AfterTime(SECOND, 2 * SECOND),
                        new Tally(3, 2, null, null));
        assertThat(drawn(at)).endsWith(" · 1.0s of 2s · 2 errors · 3 done");
        assertThat(drawn(new Appearance(80, true, true), at))
                .endsWith(" · \u001b[1;31m2 errors\u001b[0m · 3 done");
    }

    @Test
    void a_bar_is_full_only_when_all_is_done() {
        Tally almost = new Tally(999, 0, null, null);
        assertThat(drawn(at(Stage.MEASURING, SECOND, new AfterOperations(1_000, null), almost)))
                .startsWith("measuring ███████████████░ 99%");
        Tally all = new Tally(1_000, 0, null, null);
        assertThat(drawn(at(Stage.MEASURING, SECOND, new AfterOperations(1_000, null), all)))
                .startsWith("measuring ████████████████ 100%");
    }

    @Test
    void a_narrow_line_has_the_errors_and_leaves_out_what_would_wrap_with_the_echo_of_ctrl_c() {
        assertThat(
                        drawn(
                                new Appearance(40, false, false),
                                at(
                                        Stage.MEASURING,
                                        SECOND,
                                        new AfterOperations(5_000, null),
                                        new Tally(2_150, 9, 261.0, 127 * MILLI))))
                .isEqualTo("measuring ###..... 43% - 9 errors");
    }

    @Test
    void a_server_tells_its_requests_and_connections() {
        ProgressLine line = new ProgressLine(console, new Appearance(80, true, false));
        line.serving(
                at(Stage.MEASURING, 61 * SECOND, null, new Tally(1_234, 2, 100.0, 3 * MILLI)),
                new Pulse(1_234, 2, 4, 3 * MILLI));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        ERASE
                                + "serving 1m 01s · 2 of 5xx · 100/s · p99 3.00ms · 1234 requests"
                                + " · 4 open");
    }

    @Test
    void a_time_that_passes_has_a_bar_and_ends_when_it_is_over() {
        ProgressLine line = new ProgressLine(console, new Appearance(80, true, false));
        line.pass("looking into 1234 (server.js)", 4_250 * MILLI, 10 * SECOND);
        line.pass("looking into 1234 (server.js)", 12 * SECOND, 10 * SECOND);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        ERASE
                                + "looking into 1234 (server.js) ██████░░░░░░░░░░ 42% · 4.2s of 10s"
                                + ERASE
                                + "looking into 1234 (server.js) ████████████████ 100% · 10s of 10s");
    }

    @Test
    void bytes_of_another_program_take_the_place_of_what_is_drawn() throws Exception {
        new ProgressLine(console, new Appearance(80, true, false)).show("half");
        console.passing(Channel.ERR).write(new byte[] {'a', (byte) 0xff}, 1, 1);
        assertThat(err.toByteArray())
                .isEqualTo(
                        (ERASE + "half" + ERASE + "\u00ff").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void what_is_written_takes_the_place_of_what_is_drawn_and_nothing_is_drawn_after_the_end()
            throws Exception {
        ProgressLine line = new ProgressLine(console, new Appearance(80, true, false));
        line.show("half");
        console.note("a note\n");
        line.show("more");
        console.write(Channel.OUT, "the report\n");
        line.show(0.5, "again");
        line.close();
        line.show("late");
        line.close();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        ERASE
                                + "half"
                                + ERASE
                                + "a note\n"
                                + ERASE
                                + "more"
                                + ERASE
                                + ERASE
                                + "████████░░░░░░░░ 50% · again"
                                + ERASE);
    }
}
