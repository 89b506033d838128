package dev.loopbench.reports.gate.model;

import dev.loopbench.reports.gate.statistics.Median;
import dev.loopbench.reports.gate.statistics.Shift;
import org.jspecify.annotations.Nullable;

/**
 * One figure on both sides: what it is, what was observed of it, and what was decided.
 *
 * <p>Immutable. Changes are shares of the base's value in the figure's own direction, 0.05 for five
 * per cent more; what is not finite is not known. What there is not is null.
 *
 * @param reason why it is not gated, or no better verdict was possible; null where there is none
 * @param confirmation null where none was needed, or none has taken place
 */
public record CellResult(
        Definition definition,
        Verdict verdict,
        @Nullable String reason,
        Observed observed,
        Change change,
        @Nullable Confirmation confirmation) {

    public String name() {
        return definition.name();
    }

    public boolean gated() {
        return definition.gated();
    }

    /**
     * The cell as its document describes it, for one of a later version may have a figure that this
     * one does not know.
     *
     * @param gated whether it was declared before the first pair
     * @param counter whether it counts what does not depend on the machine's speed
     * @param dimension of the medians
     * @param marginShare how much worse it may be; null where it is not gated
     */
    public record Definition(
            String name,
            boolean gated,
            boolean counter,
            Dimension dimension,
            boolean lowerIsBetter,
            @Nullable Double marginShare) {

        /** Of a cell that is shown only. */
        public static Definition of(Cell cell) {
            return of(cell, null);
        }

        public static Definition of(GatedCell gated) {
            return of(gated.cell(), gated.marginShare());
        }

        private static Definition of(Cell cell, @Nullable Double marginShare) {
            return new Definition(
                    cell.name(),
                    marginShare != null,
                    cell.isCounter(),
                    cell.dimension(),
                    cell.lowerIsBetter(),
                    marginShare);
        }
    }

    /**
     * The values of both sides.
     *
     * @param pairs or samples of the smaller side
     */
    public record Observed(int pairs, @Nullable Double baseMedian, @Nullable Double headMedian) {

        /** Medians are not known of a side without values. */
        public static Observed of(int pairs, double[] base, double[] head) {
            return new Observed(pairs, finite(Median.of(base)), finite(Median.of(head)));
        }
    }

    /**
     * How far head lies from base.
     *
     * @param level of each of the two one-sided bounds
     * @param pValue that the change is within the margin, before any correction; null, as is {@code
     *     detectableShare}, where it was held against none
     * @param sigmaShare standard deviation over pairs
     * @param detectableShare the smallest change that so many pairs find in nine of ten campaigns
     * @param controlShare change of base against itself
     */
    public record Change(
            @Nullable Double estimateShare,
            @Nullable Double lowerShare,
            @Nullable Double upperShare,
            @Nullable Double level,
            @Nullable Double pValue,
            @Nullable Double sigmaShare,
            @Nullable Double detectableShare,
            @Nullable Double controlShare) {

        /** Of a cell that one side does not have. */
        public static final Change UNKNOWN =
                new Change(null, null, null, null, null, null, null, null);

        /** Of bounds that nothing is decided by. */
        private static final double INFORMATION_LEVEL = 0.01;

        /** As the other, where nothing is decided by the bounds. */
        public static Change of(Cell cell, Shift shift, @Nullable Shift control) {
            return of(cell, shift, INFORMATION_LEVEL, control);
        }

        /**
         * @param shift of {@link Cell#difference differences}, as {@code control}, which is of base
         *     against itself
         */
        public static Change of(Cell cell, Shift shift, double level, @Nullable Shift control) {
            Double least = share(cell, shift.lowerBound(level));
            Double most = share(cell, shift.upperBound(level));
            boolean turns = !cell.lowerIsBetter();
            return new Change(
                    share(cell, shift.estimate()),
                    turns ? most : least,
                    turns ? least : most,
                    level,
                    null,
                    finite(Math.expm1(shift.sigma())),
                    null,
                    control == null ? null : share(cell, control.estimate()));
        }

        /**
         * The same, held against a margin.
         *
         * @param detectable as a difference
         */
        public Change against(double p, double detectable) {
            return new Change(
                    estimateShare,
                    lowerShare,
                    upperShare,
                    level,
                    finite(p),
                    sigmaShare,
                    finite(Math.expm1(detectable)),
                    controlShare);
        }
    }

    /**
     * Fresh pairs alone.
     *
     * @param boundShare the change is worse than that, at the level of the whole campaign
     */
    public record Confirmation(
            int pairs, double estimateShare, @Nullable Double boundShare, boolean confirmed) {

        /**
         * @param fresh of {@link Cell#difference differences}
         */
        public static Confirmation of(Cell cell, Shift fresh, double level, boolean confirmed) {
            return new Confirmation(
                    fresh.size(),
                    cell.changeShare(fresh.estimate()),
                    share(cell, fresh.lowerBound(level)),
                    confirmed);
        }
    }

    private static @Nullable Double share(Cell cell, double difference) {
        return Double.isFinite(difference) ? cell.changeShare(difference) : null;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
