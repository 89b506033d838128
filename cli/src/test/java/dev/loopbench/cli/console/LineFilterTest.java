package dev.loopbench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All of a stream but two lines, however it is cut into pieces. */
final class LineFilterTest {

    private static final List<String> UNWANTED = List.of("Debugger attached.", "Waiting...");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LineFilter filter = new LineFilter(UNWANTED, out);

    @Test
    void an_unwanted_line_is_left_out_wherever_it_stands() throws IOException {
        accept("Debugger attached.\none\nWaiting...\ntwo\nDebugger attached.\nWaiting...\n");
        filter.release();
        assertThat(handedOn()).isEqualTo("one\ntwo\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a Debugger attached.\n",
                "Debugger attached. \n",
                "Debugger attached.\r\n",
                "Debugger attached!\n",
                "Debugger\n attached.\n",
                "DDebugger attached.\n",
                "Waiting..\n",
                "debugger attached.\n",
                "\n\n",
                "Debugger attached"
            })
    void a_line_that_is_only_like_it_is_handed_on(String line) throws IOException {
        accept(line);
        filter.release();
        assertThat(handedOn()).isEqualTo(line);
    }

    @Test
    void what_cannot_become_an_unwanted_line_is_handed_on_at_once() throws IOException {
        accept("> ");
        assertThat(handedOn()).isEqualTo("> ");
        accept("Debugger attached.\n");
        assertThat(handedOn()).isEqualTo("> Debugger attached.\n");
    }

    @Test
    void what_may_become_one_is_held_back_until_it_cannot() throws IOException {
        accept("Debugger att");
        assertThat(handedOn()).isEmpty();
        accept("i");
        assertThat(handedOn()).isEqualTo("Debugger atti");
    }

    @Test
    void what_is_held_back_when_nothing_follows_is_handed_on_with_the_rest_of_its_line()
            throws IOException {
        accept("Debu");
        filter.release();
        assertThat(handedOn()).isEqualTo("Debu");
        accept("gger attached.\nWaiting...\n");
        assertThat(handedOn()).isEqualTo("Debugger attached.\n");
    }

    @Test
    void bytes_that_are_no_text_are_handed_on_as_they_are() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        filter.accept(all, all.length);
        filter.release();
        assertThat(out.toByteArray()).isEqualTo(all);
    }

    static List<Long> seeds() {
        return new Random().longs(50).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void however_the_stream_is_cut_the_same_lines_are_left(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> lines = lines(random);
        String text = String.join("\n", lines) + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(30));
            filter.accept(Arrays.copyOfRange(bytes, from, from + length), length);
            from += length;
        }
        filter.release();
        assertThat(handedOn())
                .isEqualTo(
                        lines.stream()
                                .filter(line -> !UNWANTED.contains(line))
                                .map(line -> line + "\n")
                                .collect(Collectors.joining()));
    }

    private static List<String> lines(Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            String unwanted = UNWANTED.get(random.nextInt(UNWANTED.size()));
            lines.add(
                    switch (random.nextInt(5)) {
                        case 0 -> unwanted;
                        case 1 -> unwanted.substring(0, random.nextInt(unwanted.length()));
                        case 2 -> unwanted + unwanted;
                        case 3 -> unwanted.charAt(0) + unwanted;
                        default -> "ordinary ü€";
                    });
        }
        return lines;
    }

    private void accept(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        filter.accept(bytes, bytes.length);
    }

    private String handedOn() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
