package dev.loopbench.reports.phrase;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;

/**
 * Loads as people read them: {@code 5 jobs at once}, {@code closed, 1000 at a time for 10s}.
 * Stateless.
 */
public final class LoadFormat {

    private LoadFormat() {}

    public static String format(Config.LoadConfig load) {
        StringBuilder text = new StringBuilder();
        Long jobs = load.jobs();
        Integer concurrency = load.concurrency();
        Double rate = load.perSecond();
        if (jobs != null) {
            text.append(Numbers.count(jobs, "job"));
        } else {
            text.append(load.model());
        }
        if (concurrency != null) {
            text.append(", ").append(Numbers.count((long) concurrency)).append(" at a time");
        } else if (load.model().equals("burst")) {
            text.append(" at once");
        }
        if (rate != null) {
            text.append(", ").append(Numbers.perSecond(rate));
        }
        if (load.arrivals() != null) {
            text.append(' ').append(load.arrivals());
        }
        if (load.durationNanos() != null) {
            text.append(" for ").append(Numbers.roundNanos(load.durationNanos()));
        } else if (load.model().equals("closed")) {
            text.append(" all the time");
        }
        return text.toString();
    }
}
