package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.merge.Likeness;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Comparison.Varied;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every fork of a campaign has to have done. Immutable.
 *
 * <p>Workloads, their parameters and loads, the block and the repetitions: with another of them it
 * is another question. Pool, warm-up, tool, JVM and machine may differ: they are what is compared.
 */
final class SameWork {

    private final Config config;
    private final List<String> kinds;

    private SameWork(Config config, List<String> kinds) {
        this.config = config;
        this.kinds = kinds;
    }

    static SameWork asIn(Report report) {
        return new SameWork(report.config(), kinds(report));
    }

    /**
     * Parameters in which another side's work differs, for a user to say that this is meant.
     *
     * @param vary names of those that may differ
     */
    List<Varied> undeclared(Set<String> vary, Report head) {
        return RunParameters.differing(config, comparable(head.config())).stream()
                .filter(varied -> !vary.contains(varied.name()))
                .toList();
    }

    /** As {@link #difference(Report)}, but for parameters of these names. */
    Optional<String> differenceBesides(Set<String> vary, Report report) {
        return difference(RunParameters.taking(vary, config, report.config()), report);
    }

    /** How another report's work is another; empty if it is the same. */
    Optional<String> difference(Report report) {
        return difference(report.config(), report);
    }

    private Optional<String> difference(Config other, Report report) {
        if (other.repeats() != config.repeats()) {
            return Optional.of(is("config.repeats", other.repeats(), config.repeats()));
        }
        Optional<String> difference =
                Likeness.ofConfigs(comparable(other), config)
                        .map(found -> is(found.path(), found.one(), found.other()));
        if (difference.isPresent() || kinds.equals(kinds(report))) {
            return difference;
        }
        return Optional.of(is("the kinds of its operations", kinds(report), kinds));
    }

    private Config comparable(Config other) {
        return new Config(
                other.workload(),
                other.parameters(),
                other.scenario(),
                other.workloads(),
                config.pool(),
                other.load(),
                config.warmup(),
                other.block(),
                config.injected(),
                other.repeats());
    }

    private static String is(String what, @Nullable Object here, @Nullable Object there) {
        return what + " is " + shown(here) + ", not " + shown(there);
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "nothing" : value.toString();
    }

    /**
     * Of a foreign program those of the load on it: which jobs come of that is the program's doing,
     * and may be what differs.
     */
    private static List<String> kinds(Report report) {
        List<String> kinds = report.operations().stream().map(Operation::kind).toList();
        if (report.subject() == null) {
            return kinds;
        }
        Set<String> sent =
                report.config().workloads().stream()
                        .map(Config.Work::name)
                        .collect(Collectors.toSet());
        return kinds.stream().filter(sent::contains).toList();
    }
}
