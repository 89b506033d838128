package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A regular expression that backtracks. Immutable.
 *
 * <p>Trimming what stands at the end of a line took Stack Overflow down on 20 July 2016: from each
 * blank of a long run the expression runs to its end, finds no end of the line, and steps back. The
 * cost is the square of the run's length, on every JDK; nested quantifiers, the better known trap,
 * are exponential or, since JDK 9, not always a trap any more.
 */
record RegexBlock() implements BlockType {

    @Override
    public String name() {
        return "regex";
    }

    @Override
    public String summary() {
        return "a regular expression that backtracks, as on a line with too many blanks";
    }

    @Override
    public Optional<String> unit() {
        return Optional.of("blanks");
    }

    @Override
    public Hold create(NanoClock clock, Extent extent) {
        return new Backtracking(clock, extent, Pattern.compile("\\s+$"));
    }

    /** One search in a line of so many blanks. Confined to the loop thread. */
    static final class Backtracking implements Hold {

        /** Stops the match at the end of the blanks, as a letter in the middle of a line does. */
        private static final String END = "x";

        private static final int LEAST_BLANKS = 100;

        /** 100 billion steps: minutes. */
        private static final int MOST_BLANKS = 450_000;

        /** Of each character forth and back, on the simulated machine. */
        private static final double STEP_NANOS = 1.5;

        private final NanoClock clock;
        private final Extent extent;
        private final Pattern trailingBlanks;
        private String line = "";

        Backtracking(NanoClock clock, Extent extent, Pattern trailingBlanks) {
            this.clock = clock;
            this.extent = extent;
            this.trailingBlanks = trailingBlanks;
        }

        @Override
        public void prepare() throws WrongResultException, WorkloadException {
            if (!trailingBlanks.matcher(" x ").find() || trailingBlanks.matcher(" x").find()) {
                throw new WrongResultException(
                        "the regular expression does not match as it has to");
            }
            line =
                    line(
                            Calibration.size(
                                    clock,
                                    extent,
                                    2,
                                    LEAST_BLANKS,
                                    MOST_BLANKS,
                                    blanks -> match(line(blanks))));
        }

        @Override
        public void hold() {
            matchOnLoop();
        }

        @Override
        public Optional<String> size() {
            return Optional.of("a line of " + (line.length() - END.length()) + " blanks");
        }

        private void matchOnLoop() {
            match(line);
        }

        private void match(String text) {
            if (trailingBlanks.matcher(text).find()) {
                throw new IllegalStateException("blanks at the end of a line that has none there");
            }
            clock.charge((long) (STEP_NANOS * text.length() * text.length()));
        }

        private static String line(int blanks) {
            return " ".repeat(blanks) + END;
        }
    }
}
