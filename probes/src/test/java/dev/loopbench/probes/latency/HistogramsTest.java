package dev.loopbench.probes.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.probes.result.Histogram;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistogramsTest {

    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void an_empty_histogram_has_no_figures_at_all() {
        Histogram histogram = Histograms.of(recorder);

        assertThat(histogram.count()).isZero();
        assertThat(histogram.minNanos()).isNull();
        assertThat(histogram.meanNanos()).isNull();
        assertThat(histogram.maxNanos()).isNull();
        assertThat(histogram.percentiles()).containsOnlyKeys("50", "90", "99", "99.9");
        assertThat(histogram.percentiles().values()).containsOnlyNulls();
    }

    @Test
    void a_percentile_appears_with_the_number_of_values_that_supports_it() {
        assertThat(percentilesOf(1)).containsOnlyKeys("50");
        assertThat(percentilesOf(9)).containsOnlyKeys("50");
        assertThat(percentilesOf(10)).containsOnlyKeys("50", "90");
        assertThat(percentilesOf(99)).containsOnlyKeys("50", "90");
        assertThat(percentilesOf(100)).containsOnlyKeys("50", "90", "99");
        assertThat(percentilesOf(9_999)).containsOnlyKeys("50", "90", "99");
        assertThat(percentilesOf(10_000)).containsOnlyKeys("50", "90", "99", "99.9");
    }

    @Test
    void no_percentile_lies_beyond_the_exact_maximum() {
        for (int i = 0; i < 100; i++) {
            recorder.record(120_000_001);
        }

        assertThat(Histograms.of(recorder).percentiles()).containsEntry("99", 120_000_001L);
    }

    @Test
    void a_decoded_histogram_holds_the_values_that_were_encoded() {
        for (long nanos = 1; nanos < 10_000_000_000L; nanos *= 3) {
            recorder.record(nanos);
        }

        assertThat(Histograms.decode(Histograms.of(recorder))).isEqualTo(recorder.histogram());
    }

    @Test
    void text_that_is_no_histogram_is_refused_with_a_sentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Histograms.decode(encoded("?", 1)))
                .withMessage("The encoded histogram is not a compressed HdrHistogram in base64.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Histograms.decode(encoded("AAAA", 1)))
                .withMessage("The encoded histogram is not a compressed HdrHistogram in base64.");
    }

    @Test
    void a_histogram_whose_count_disagrees_with_its_values_is_refused() {
        recorder.record(5);
        String text = Histograms.of(recorder).encoded();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Histograms.decode(encoded(text, 2)))
                .withMessage("The encoded histogram holds 1 values, its count says 2.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a payload of 2 GiB, 2147483647, 0, 3",
        "a negative payload, -1, 0, 3",
        "five digits, 40, 0, 5",
        "shifted counts, 40, 7, 3"
    })
    void what_would_take_much_memory_is_refused_before_it_is_decoded(
            String what, int payloadBytes, int offset, int digits) {
        byte[] bomb = new byte[60];
        Deflater deflater = new Deflater();
        deflater.setInput(
                ByteBuffer.allocate(40)
                        .putInt(0x1c849313)
                        .putInt(payloadBytes)
                        .putInt(offset)
                        .putInt(digits)
                        .putLong(1)
                        .putLong(Long.MAX_VALUE)
                        .putDouble(1)
                        .array());
        deflater.finish();
        int length = deflater.deflate(bomb, 8, bomb.length - 8);
        deflater.end();
        ByteBuffer.wrap(bomb).putInt(0x1c849314).putInt(length);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Histograms.decode(
                                        encoded(Base64.getEncoder().encodeToString(bomb), 1)))
                .withRootCauseInstanceOf(DataFormatException.class)
                .havingRootCause()
                .withMessageStartingWith("no histogram of a report");
    }

    private static Map<String, Long> percentilesOf(int values) {
        LatencyRecorder recorder = new LatencyRecorder();
        for (int i = 0; i < values; i++) {
            recorder.record(i);
        }
        Map<String, Long> given = new TreeMap<>();
        Histograms.of(recorder)
                .percentiles()
                .forEach(
                        (key, nanos) -> {
                            if (nanos != null) {
                                given.put(key, nanos);
                            }
                        });
        return given;
    }

    private static Histogram encoded(String text, long count) {
        return new Histogram(Histogram.UNIT, count, null, null, null, new TreeMap<>(), text);
    }
}
