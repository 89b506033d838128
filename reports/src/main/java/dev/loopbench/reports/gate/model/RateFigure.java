package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.result.Repeat;
import dev.loopbench.reports.gate.model.Cell.Reading;
import java.util.Locale;

/** Of one kind, how many ended well in a second and how many did not. Immutable. */
enum RateFigure implements Figure {
    THROUGHPUT(Dimension.PER_SECOND),
    ERRORS(Dimension.COUNT);

    private static final String NO_RATE = "the run was too short to tell a rate";

    private final Dimension dimension;

    RateFigure(Dimension dimension) {
        this.dimension = dimension;
    }

    @Override
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Dimension dimension() {
        return dimension;
    }

    @Override
    public boolean ofKind() {
        return true;
    }

    @Override
    public Reading measured(Subject subject) {
        return this == THROUGHPUT
                ? Reading.ofNullable(subject.requireOperation().pace().perSecond(), NO_RATE)
                : Reading.of((double) subject.requireOperation().errors());
    }

    @Override
    public Reading comparable(Subject subject, Fitness fitness) {
        return measured(subject);
    }

    @Override
    public Reading comparable(Repeat repeat, String kind, Fitness fitness) {
        return this == THROUGHPUT
                ? Reading.ofNullable(repeat.perSecond(), NO_RATE)
                : Reading.of((double) repeat.errors());
    }
}
