package dev.loopbench.probes.merge;

import dev.loopbench.probes.finding.Diagnosis;
import dev.loopbench.probes.finding.Doubts;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds up reports of one configuration: histograms, counts and integrals as if one run had done all
 * operations, for the time of all runs together. Stateless.
 *
 * <p>What belongs to the course of one run is not in the sum: jobs one by one, the timeline, the
 * queue's course, the kernel's tables of sockets, and the limits it was held against. A figure that
 * one of the runs could not tell is null. Diagnosed anew.
 */
public final class ReportMerge {

    private ReportMerge() {}

    /**
     * @param parts at least one
     * @param wording of what findings and doubts say to change
     * @throws UnlikeReportsException if they are not of one configuration, or one run is in them
     *     twice
     */
    public static Report of(List<Part> parts, Wording wording) throws UnlikeReportsException {
        for (Part other : parts.subList(1, parts.size())) {
            Comparability.require(
                    parts.get(0),
                    other,
                    Likeness.firstDifference(parts.get(0).report(), other.report()));
        }
        Report sum = sum(parts.stream().map(Part::report).toList(), runs(parts));
        return sum.with(Diagnosis.of(sum, wording), Doubts.of(sum, wording));
    }

    /** The ids of all runs in {@code parts}, those of earlier sums included. */
    private static List<String> runs(List<Part> parts) throws UnlikeReportsException {
        Map<String, String> holders = new LinkedHashMap<>();
        for (Part part : parts) {
            Run run = part.report().run();
            for (String id : run.merged().isEmpty() ? List.of(run.id()) : run.merged()) {
                String holder = holders.putIfAbsent(id, part.name());
                if (holder != null) {
                    throw new UnlikeReportsException(
                            "the run "
                                    + id
                                    + " is in "
                                    + holder
                                    + " and in "
                                    + part.name()
                                    + ": it would count double");
                }
            }
        }
        return List.copyOf(holders.keySet());
    }

    private static Report sum(List<Report> reports, List<String> ids) {
        Report first = reports.get(0);
        long durationNanos = reports.stream().mapToLong(r -> r.run().durationNanos()).sum();
        List<Operation> operations = OperationSum.of(reports, durationNanos);
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        first.tool(),
                        new Run(
                                idOf(ids),
                                reports.stream()
                                        .map(r -> r.run().started())
                                        .filter(Objects::nonNull)
                                        .min(Comparator.naturalOrder())
                                        .orElse(null),
                                durationNanos,
                                ending(reports),
                                first.run().seed(),
                                first.run().command(),
                                ids),
                        first.environment(),
                        config(reports),
                        subject(reports)),
                new Report.Work(
                        operations,
                        List.of(),
                        reports.stream().mapToLong(r -> r.jobs().size() + r.jobsDropped()).sum()),
                new Report.Observed(
                        PoolSum.of(reports, operations),
                        LoopSum.of(reports),
                        HostSum.of(reports),
                        MemorySum.of(reports),
                        null,
                        probes(reports.stream().map(Report::probes).toList())),
                List.of(),
                repeats(reports),
                new Report.Traffic(
                        ConnectionSum.clients(reports), null, ConnectionSum.server(reports)),
                null,
                List.of());
    }

    /** What is the worst of them: the later one. */
    private static Run.Ending ending(List<Report> reports) {
        return Collections.max(reports.stream().map(r -> r.run().ending()).toList());
    }

    /** The same runs have the same id, in whatever order they were named. */
    private static String idOf(List<String> ids) {
        String all = String.join("\n", ids.stream().sorted().toList());
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Config config(List<Report> reports) {
        Config first = reports.get(0).config();
        List<Config.Warmup> warmups = reports.stream().map(r -> r.config().warmup()).toList();
        boolean asked = warmups.stream().allMatch(warmup -> warmup.steady() != null);
        return new Config(
                first.workload(),
                first.parameters(),
                first.scenario(),
                first.workloads(),
                first.pool(),
                first.load(),
                new Config.Warmup(
                        first.warmup().mode(),
                        warmups.stream().mapToLong(Config.Warmup::durationNanos).sum(),
                        warmups.stream().mapToLong(Config.Warmup::operations).sum(),
                        warmups.stream().mapToLong(Config.Warmup::unfinished).sum(),
                        asked
                                ? (Boolean)
                                        warmups.stream()
                                                .allMatch(
                                                        warmup ->
                                                                Boolean.TRUE.equals(
                                                                        warmup.steady()))
                                : null),
                first.block(),
                first.injected(),
                reports.stream().mapToInt(r -> r.config().repeats()).sum());
    }

    /** What they have in common; the jobs of which events were missing are added up. */
    private static @Nullable Subject subject(List<Report> reports) {
        Subject first = reports.get(0).subject();
        if (first == null) {
            return null;
        }
        long unpaired = 0;
        long ambiguous = 0;
        boolean same = true;
        Subject.@Nullable Trace any = null;
        for (Report report : reports) {
            Subject own = report.subject();
            Subject.Trace trace = own == null ? null : own.trace();
            any = any == null ? trace : any;
            unpaired += trace == null ? 0 : trace.unpairedJobs();
            ambiguous += trace == null ? 0 : trace.ambiguousJobs();
            same &= own != null && Objects.equals(own.processId(), first.processId());
        }
        return new Subject(
                first.kind(),
                same ? first.processId() : null,
                first.version(),
                first.script(),
                first.how(),
                any == null
                        ? null
                        : new Subject.Trace(
                                any.categories(), any.originNanos(), unpaired, ambiguous),
                null);
    }

    private static Probes probes(List<Probes> parts) {
        return new Probes(
                Sums.meanOrNull(parts, Probes::costPerEventNanos, Probes::events),
                parts.stream().mapToLong(Probes::events).sum(),
                parts.stream().mapToLong(Probes::droppedEvents).sum(),
                looking(parts));
    }

    private static Probes.@Nullable Looking looking(List<Probes> parts) {
        Probes.Looking sum = null;
        for (Probes part : parts) {
            Probes.Looking looking = part.looking();
            if (looking == null) {
                return null;
            }
            sum = sum == null ? looking : with(sum, looking);
        }
        return sum;
    }

    private static Probes.Looking with(Probes.Looking one, Probes.Looking other) {
        Long oneNanos = one.cpuAtLeastNanos();
        Long otherNanos = other.cpuAtLeastNanos();
        return new Probes.Looking(
                oneNanos == null || otherNanos == null ? null : (Long) (oneNanos + otherNanos),
                Math.min(one.triedLeastRatio(), other.triedLeastRatio()),
                Math.max(one.triedMostRatio(), other.triedMostRatio()));
    }

    private static List<Repeat> repeats(List<Report> reports) {
        List<Repeat> all = new ArrayList<>();
        for (Report report : reports) {
            for (Repeat repeat : report.repeats()) {
                all.add(
                        new Repeat(
                                all.size(),
                                repeat.makespanNanos(),
                                repeat.operations(),
                                repeat.errors(),
                                repeat.perSecond(),
                                repeat.nanos()));
            }
        }
        return List.copyOf(all);
    }
}
