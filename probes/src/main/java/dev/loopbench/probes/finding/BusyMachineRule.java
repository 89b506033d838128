package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Other processes took the cores and the jobs took longer for it: what the run says about loop and
 * pool is then said about the machine. Immutable.
 */
final class BusyMachineRule implements Rule {

    @Override
    public Optional<Verdict> apply(Facts facts) {
        OptionalDouble others = facts.strangerCores();
        OptionalDouble inflation = facts.serviceInflation();
        if (others.isEmpty()
                || others.getAsDouble() < Limits.NEIGHBOURS_SHARE * facts.usableCores()
                || inflation.isEmpty()
                || inflation.getAsDouble() < Limits.NOTABLE_INFLATION) {
            return Optional.empty();
        }
        Finding finding =
                new Finding(
                        "host.neighbours",
                        WARN,
                        "Other processes took the cores: the run says little about pool and loop",
                        List.of(
                                "other processes used "
                                        + Words.digits(others.getAsDouble())
                                        + " of "
                                        + Words.digits(facts.usableCores())
                                        + " cores",
                                "service took "
                                        + Words.digits(inflation.getAsDouble())
                                        + "x its CPU time",
                                "jobs waited up to "
                                        + Words.time(facts.maxWaitNanos())
                                        + " for a thread, "
                                        + Words.percent(facts.waitShare())
                                        + " of their time"),
                        RuledOut.host(facts),
                        "Stop what else runs here, then measure again.",
                        Words.commandWith(facts.command(), "--repeat", "3"));
        double lostNanos = facts.serviceNanos() - facts.serviceCpuNanos().orElse(0);
        return Optional.of(new Verdict(finding, lostNanos));
    }
}
