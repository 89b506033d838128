package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.result.Repeat;
import dev.loopbench.reports.gate.model.Cell.Reading;

/** What a cell is about, without the kind. Immutable. */
sealed interface Figure permits DelayFigure, LegFigure, RateFigure, RunFigure {

    /** As in {@link Cell#name}. */
    String key();

    Dimension dimension();

    /** Whether each kind of operation has its own, else it is the run's. */
    boolean ofKind();

    /** With a reason only where there is no value. */
    Reading measured(Subject subject);

    /** With a reason where it must not be compared; the value is not 0. */
    Reading comparable(Subject subject, Fitness fitness);

    /** Of one repetition of the main kind; likewise. */
    Reading comparable(Repeat repeat, String kind, Fitness fitness);

    default Reading notOfRepeat() {
        return Reading.missing("a repetition does not tell " + key());
    }
}
