package dev.loopbench.probes.node.trace;

import java.util.stream.IntStream;

/**
 * Lets pairs that lie near each other change their partners where starts, ends and callbacks are in
 * better order afterwards. Confined to its caller.
 *
 * <p>A worker takes a job some time before it says so, and hands over its result some time after it
 * has said that it is done. Where cores are short it may be stopped in between for long: that is
 * where the order of events is not that of the pool.
 */
final class PartnerExchange {

    /** So far apart, in order, may partners be that are changed. */
    private static final int REACH = 24;

    private static final int MAX_ROUNDS = 10;

    /** Changes for less would go back and forth. */
    private static final double LEAST_GAIN = 0.1;

    private final Halves halves;
    private final int[] partners;

    /** Requests with a partner. */
    private final int[] paired;

    /**
     * @param partners by request: the span, or {@link JobPairing#NONE}; changed in place
     */
    PartnerExchange(Halves halves, int[] partners) {
        this.halves = halves;
        this.partners = partners;
        paired =
                IntStream.range(0, partners.length)
                        .filter(request -> partners[request] != JobPairing.NONE)
                        .toArray();
    }

    void run() {
        boolean changed = true;
        for (int round = 0; round < MAX_ROUNDS && changed; round++) {
            changed = false;
            for (int a = 0; a < paired.length; a++) {
                for (int b = a + 1; b < Math.min(paired.length, a + REACH); b++) {
                    if (gain(a, b) > LEAST_GAIN) {
                        int span = partners[paired[a]];
                        partners[paired[a]] = partners[paired[b]];
                        partners[paired[b]] = span;
                        changed = true;
                    }
                }
            }
        }
    }

    /** What the order of all around would gain if two requests changed their spans. */
    private double gain(int a, int b) {
        int one = paired[a];
        int other = paired[b];
        int ofOne = partners[one];
        int ofOther = partners[other];
        double now =
                halves.disorder(one, other, ofOne, ofOther)
                        + halves.outside(one, ofOne)
                        + halves.outside(other, ofOther);
        if (now == 0) {
            return 0;
        }
        double gain =
                now
                        - halves.disorder(one, other, ofOther, ofOne)
                        - halves.outside(one, ofOther)
                        - halves.outside(other, ofOne);
        for (int c = Math.max(0, a - REACH); c < Math.min(paired.length, b + REACH); c++) {
            if (c != a && c != b) {
                gain += gainBeside(c, c < a, one, ofOne, ofOther);
                gain += gainBeside(c, c < b, other, ofOther, ofOne);
            }
        }
        return gain;
    }

    /** What the order of one pair beside a third gains by another span. */
    private double gainBeside(int c, boolean before, int request, int span, int instead) {
        int third = paired[c];
        int own = partners[third];
        return before
                ? halves.disorder(third, request, own, span)
                        - halves.disorder(third, request, own, instead)
                : halves.disorder(request, third, span, own)
                        - halves.disorder(request, third, instead, own);
    }
}
