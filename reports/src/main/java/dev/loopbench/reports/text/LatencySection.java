package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.EstimatedWait;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.phrase.Estimates;
import dev.loopbench.reports.phrase.Unended;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of each kind of operation, and how long its legs took. */
final class LatencySection implements Section {

    @Override
    public void write(Report report, Page page) {
        boolean first = true;
        for (Operation operation : report.operations()) {
            page.gap();
            page.items(first ? page.heading("Latency") : page.indent(), summary(operation, page));
            first = false;
            trouble(report, operation, page);
            new LatencyTable(page).add(legs(operation));
            String untold = operation.legs().unavailable().get("wait");
            if (untold != null) {
                page.prose(
                        page.indent(),
                        page.line(Tone.FAINT, "no wait, service and return: " + untold));
            }
            EstimatedWait estimate = operation.legs().waitEstimate();
            if (estimate != null) {
                page.prose(page.indent(), page.line(Tone.FAINT, Estimates.about(estimate)));
            }
        }
    }

    private static List<Line> summary(Operation operation, Page page) {
        List<Line> items = new ArrayList<>();
        items.add(page.line(Tone.STRONG, operation.kind()));
        items.add(page.line(Numbers.count(operation.count()) + " ok"));
        if (operation.errors() > 0) {
            items.add(page.line(Tone.BAD, Numbers.count(operation.errors(), "error")));
        }
        if (operation.unfinished() > 0) {
            items.add(page.line(Tone.WARN, Numbers.count(operation.unfinished()) + " unfinished"));
        }
        if (operation.pace().perSecond() != null) {
            items.add(page.line(Numbers.perSecond(operation.pace().perSecond())));
        }
        Histogram service = operation.legs().serviceLeg();
        Long cpu = operation.legs().serviceCpuNanos();
        if (service != null && service.meanNanos() != null && cpu != null && cpu > 0) {
            double inflation = service.meanNanos() * service.count() / cpu;
            items.add(page.line("service " + Numbers.count(inflation) + "× its CPU time"));
        }
        return items;
    }

    private static void trouble(Report report, Operation operation, Page page) {
        Unended.silence(operation, report.run().durationNanos())
                .ifPresent(text -> page.prose(page.indent(), page.line(Tone.WARN, text)));
        Unended.failures(operation)
                .forEach(text -> page.prose(page.indent(), page.line(Tone.BAD, text)));
    }

    private static List<LatencyTable.Leg> legs(Operation operation) {
        return Stream.of(
                        leg("start delay", Tone.PLAIN, operation.latency().startDelay()),
                        leg("wait", Tone.WAIT, operation.legs().waitLeg()),
                        leg("~wait", Tone.WAIT, operation.legs().estimatedWait()),
                        leg("service", Tone.SERVICE, operation.legs().serviceLeg()),
                        leg("return", Tone.RETURN, operation.legs().returnLeg()),
                        leg("from send", Tone.PLAIN, operation.latency().fromSend()),
                        leg("response", Tone.RESPONSE, operation.latency().response()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<LatencyTable.Leg> leg(
            String name, Tone tone, @Nullable Histogram histogram) {
        return Optional.ofNullable(histogram).map(h -> new LatencyTable.Leg(name, tone, h));
    }
}
