package dev.loopbench.probes.node.trace;

import java.util.Arrays;

/**
 * Pairs requests and spans of one kind where some of either are missing, in their order: the
 * cheapest alignment of two texts with gaps (Needleman and Wunsch 1970), within a band about the
 * diagonal. Confined to its caller; not to be used twice.
 */
final class GapAlignment {

    /** Both events of a job have to be lost for its span to have no request, and the reverse. */
    private static final double GAP = 60;

    /** One event has to be lost. */
    private static final double HALF_GAP = 30;

    /** A request that waits for a worker yet, or a span of a job from before the recording. */
    private static final double EDGE_GAP = 1;

    private static final int LEAST_SLACK = 32;

    /** Of the table of moves: a byte each. */
    private static final int MAX_CELLS = 64_000_000;

    private static final byte MATCH = 0;
    private static final byte SKIP_REQUEST = 1;
    private static final byte SKIP_SPAN = 2;

    private final Halves halves;
    private final int shift;
    private final int slack;
    private final int width;

    /** Requests at the end that may have no span yet. */
    private final int after;

    /**
     * @param shift of the first spans, those without a request
     */
    GapAlignment(Halves halves, int shift) {
        this.halves = halves;
        this.shift = shift;
        slack = LEAST_SLACK + shift + Math.abs(halves.requests() + shift - halves.spans());
        width = 2 * slack + 1;
        after = halves.requestsAfter();
    }

    /** Whether so much is missing that no order is left to go by. */
    boolean isTooFar() {
        return (halves.requests() + 1L) * width > MAX_CELLS;
    }

    /** By request: the span, or {@link JobPairing#NONE}. */
    int[] partners() {
        byte[] moves = new byte[(halves.requests() + 1) * width];
        double[] costs = new double[width];
        double[] before = new double[width];
        for (int i = 0; i <= halves.requests(); i++) {
            double[] spare = before;
            before = costs;
            costs = spare;
            row(i, before, costs, moves);
        }
        return retraced(moves);
    }

    /** Column c of row i stands for i requests and first(i) + c spans. */
    private void row(int i, double[] before, double[] costs, byte[] moves) {
        for (int c = 0; c < width; c++) {
            int j = first(i) + c;
            double least = i == 0 && j == 0 ? 0 : Double.POSITIVE_INFINITY;
            byte move = MATCH;
            if (j >= 0 && j <= halves.spans()) {
                if (i > 0 && j > 0) {
                    least = before[c] + halves.distance(i - 1, j - 1);
                }
                if (i > 0 && c + 1 < width && before[c + 1] + requestGap(i - 1) < least) {
                    least = before[c + 1] + requestGap(i - 1);
                    move = SKIP_REQUEST;
                }
                if (j > 0 && c > 0 && costs[c - 1] + spanGap(j - 1) < least) {
                    least = costs[c - 1] + spanGap(j - 1);
                    move = SKIP_SPAN;
                }
            }
            costs[c] = least;
            moves[i * width + c] = move;
        }
    }

    private int first(int requests) {
        return requests + shift - slack;
    }

    private int[] retraced(byte[] moves) {
        int[] partners = new int[halves.requests()];
        Arrays.fill(partners, JobPairing.NONE);
        int i = halves.requests();
        int j = halves.spans();
        while (i > 0) {
            byte move = moves[i * width + j - first(i)];
            if (move == SKIP_SPAN) {
                j--;
            } else {
                i--;
                partners[i] = move == MATCH ? --j : JobPairing.NONE;
            }
        }
        return partners;
    }

    private double requestGap(int request) {
        if (request >= halves.requests() - after) {
            return EDGE_GAP;
        }
        return halves.request(request).isWhole() ? GAP : HALF_GAP;
    }

    private double spanGap(int span) {
        if (span < shift) {
            return EDGE_GAP;
        }
        return halves.span(span).isWhole() ? GAP : HALF_GAP;
    }

    /** What these partners cost, those that are missing included. */
    double cost(int[] partners) {
        boolean[] taken = new boolean[halves.spans()];
        double cost = 0;
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] == JobPairing.NONE) {
                cost += requestGap(i);
            } else {
                taken[partners[i]] = true;
                cost += halves.distance(i, partners[i]);
            }
        }
        for (int j = 0; j < taken.length; j++) {
            cost += taken[j] ? 0 : spanGap(j);
        }
        return cost;
    }
}
