package dev.loopbench.reports.gate.model;

import org.jspecify.annotations.Nullable;

/**
 * What the pairs so far say of one cell. Immutable. Differences are natural logarithms of ratios,
 * positive where head is worse. Bounds, and what is detectable, are infinite where so few pairs
 * cannot say; the estimate of none and the sigma of fewer than two are NaN.
 *
 * @param level of each one-sided bound, after the look's share of the error budget and Holm's step
 * @param pValue that the change is within the margin, before any correction
 * @param sigma standard deviation over pairs
 * @param detectable the smallest difference that so many pairs find in nine of ten campaigns
 * @param control estimate over the pairs of base against itself; null where there is none
 * @param confirmation null where none was needed, or none has taken place
 */
public record Judgement(
        String cell,
        Verdict verdict,
        int pairs,
        double estimate,
        double lower,
        double upper,
        double level,
        double pValue,
        double sigma,
        double detectable,
        @Nullable Double control,
        @Nullable Confirmation confirmation) {

    /**
     * The fresh pairs alone.
     *
     * @param lower bound at the level of the whole campaign
     */
    public record Confirmation(int pairs, double estimate, double lower, boolean confirmed) {}

    public Judgement as(Verdict changed) {
        return with(changed, control, confirmation);
    }

    public Judgement withControl(double estimated) {
        return with(verdict, estimated, confirmation);
    }

    public Judgement with(Confirmation fresh) {
        return with(verdict, control, fresh);
    }

    private Judgement with(
            Verdict changed, @Nullable Double estimated, @Nullable Confirmation fresh) {
        return new Judgement(
                cell,
                changed,
                pairs,
                estimate,
                lower,
                upper,
                level,
                pValue,
                sigma,
                detectable,
                estimated,
                fresh);
    }
}
