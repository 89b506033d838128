package dev.loopbench.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands bytes on as they come, without certain lines that somebody else put among them. Confined to
 * one thread.
 *
 * <p>Held back is only what may still become such a line, until it cannot any more.
 */
final class LineFilter {

    private static final byte NEWLINE = '\n';

    private final List<byte[]> unwanted;
    private final OutputStream out;

    /** How many bytes of the line are held back: they are the begin of an unwanted one. */
    private int held;

    /** One that begins so; any where nothing is held back. */
    private byte[] like = {};

    /** Whether a part of the line has been handed on: the rest goes the same way. */
    private boolean passing;

    /**
     * @param lines without their ends
     */
    LineFilter(List<String> lines, OutputStream out) {
        this.unwanted =
                lines.stream().map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8)).toList();
        this.out = out;
    }

    /** Takes the next bytes; all that is decided of them has been written when it returns. */
    void accept(byte[] bytes, int length) throws IOException {
        int from = 0; // of what is decided and not written
        for (int at = 0; at < length; at++) {
            if (!passing) {
                byte[] fitting = fitting(bytes[at]);
                if (fitting != null) {
                    if (held == 0) {
                        out.write(bytes, from, at - from);
                    }
                    from = at + 1;
                    like = fitting;
                    held = held + 1 == like.length ? 0 : held + 1;
                    continue;
                }
                letGo();
            }
            passing = bytes[at] != NEWLINE;
        }
        out.write(bytes, from, length - from);
    }

    /** Nothing more comes, or not at once: what is held back is no such line. */
    void release() throws IOException {
        passing |= held > 0;
        letGo();
    }

    private void letGo() throws IOException {
        out.write(like, 0, held);
        held = 0;
    }

    /** An unwanted line that begins with what is held back and {@code next}. */
    private byte @Nullable [] fitting(byte next) {
        for (byte[] line : unwanted) {
            if (held < line.length && line[held] == next && startsAlike(line)) {
                return line;
            }
        }
        return null;
    }

    private boolean startsAlike(byte[] line) {
        for (int i = 0; i < held; i++) {
            if (line[i] != like[i]) {
                return false;
            }
        }
        return true;
    }
}
