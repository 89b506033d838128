package dev.loopbench.reports.openmetrics;

import java.util.concurrent.TimeUnit;

/** The base unit of time. Stateless. */
final class Seconds {

    /** The unit's name: what has it ends in it. */
    static final String UNIT = "seconds";

    private Seconds() {}

    static double of(long nanos) {
        return of((double) nanos);
    }

    static double of(double nanos) {
        return nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
