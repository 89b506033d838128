package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.model.Cell.Reading;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Two sides compared: everything that was measured and decided, as it is written and read.
 *
 * <p>Immutable. Changes are shares of the base's value in the figure's own direction, 0.05 for five
 * per cent more; values have the units of their cells. What there is not is null.
 *
 * <p>In groups: where it comes from, how far it has come, what was agreed on beforehand, both
 * sides, what was judged of their cells. Each part is to be had from the comparison itself as well.
 * In JSON there are no groups.
 *
 * @param pairs in the order they were measured; empty unless the method is {@code ab}
 */
public record Comparison(
        String schema,
        Origin origin,
        State state,
        Agreement agreement,
        Sides sides,
        Judged judged,
        List<Pair> pairs,
        List<Warning> warnings) {

    /** What {@link #schema} says in documents of this version. */
    public static final String SCHEMA = "loopbench.comparison/1";

    /**
     * Where it comes from.
     *
     * @param tool that compares
     * @param id tells this comparison from all others
     * @param started ISO-8601 instant in UTC
     */
    public record Origin(Tool tool, Method method, String id, String started) {}

    /**
     * How far it has come.
     *
     * @param complete false while it goes on, and if it was interrupted or failed
     */
    public record State(long durationNanos, boolean complete, Outcome outcome) {}

    /**
     * What was agreed on beforehand.
     *
     * @param plan null where nobody asked for one
     */
    public record Agreement(Terms terms, @Nullable Plan plan) {}

    /**
     * What is compared.
     *
     * @param varied parameters in which the sides may differ, as the user said; null in documents
     *     that are older than that, else often empty
     */
    public record Sides(Side base, Side head, @Nullable List<Varied> varied) {}

    /**
     * What came of each figure.
     *
     * @param cells the gated ones first, counters before times
     * @param dropped cells that would be gated by themselves, had they not been found unfit here;
     *     null where the user named the cells
     * @param seat null where no gated cell has changed or the legs were not measured
     */
    public record Judged(
            List<CellResult> cells, @Nullable List<DroppedCell> dropped, @Nullable Seat seat) {}

    public Tool tool() {
        return origin.tool();
    }

    public Method method() {
        return origin.method();
    }

    public String id() {
        return origin.id();
    }

    public String started() {
        return origin.started();
    }

    public long durationNanos() {
        return state.durationNanos();
    }

    public boolean complete() {
        return state.complete();
    }

    public Outcome outcome() {
        return state.outcome();
    }

    public Terms terms() {
        return agreement.terms();
    }

    public @Nullable Plan plan() {
        return agreement.plan();
    }

    public Side base() {
        return sides.base();
    }

    public Side head() {
        return sides.head();
    }

    /** Empty where there are none. */
    public List<Varied> varied() {
        return sides.varied() == null ? List.of() : sides.varied();
    }

    public List<CellResult> cells() {
        return judged.cells();
    }

    /** Null where the user named the cells. */
    public @Nullable List<DroppedCell> dropped() {
        return judged.dropped();
    }

    /** Empty where there are none, or the cells were named. */
    public List<DroppedCell> droppedCells() {
        return judged.dropped() == null ? List.of() : judged.dropped();
    }

    public @Nullable Seat seat() {
        return judged.seat();
    }

    /** Where the values come from. Immutable. */
    public enum Method {
        /** Fresh forks of both sides in turns. */
        AB("ab"),
        /** Saved reports. */
        COMPARE("compare");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * What came of it as a whole.
     *
     * @param sentence for people
     */
    public record Outcome(OutcomeKind kind, int exitCode, String sentence) {}

    /**
     * What was agreed on before the first pair.
     *
     * @param looks that have taken place or may
     * @param looksSpent so many of them have taken place
     * @param earlier ids of the comparisons whose pairs this one goes on with
     */
    public record Terms(
            double falseAlarmShare,
            List<Look> looks,
            int looksSpent,
            int confirmPairs,
            long seed,
            @Nullable Long timeoutNanos,
            List<String> earlier) {}

    /**
     * @param pairs at which it takes place
     * @param budgetShare of the false alarms that it may spend
     */
    public record Look(int pairs, double budgetShare) {}

    /**
     * What a pilot said could be afforded.
     *
     * @param detectShare the change that was to be found; null if any was welcome
     * @param pairNanos how long a pair takes here
     * @param pairs that were planned
     */
    public record Plan(
            @Nullable Double detectShare,
            @Nullable Long budgetNanos,
            long pairNanos,
            int pilotPairs,
            int pairs,
            boolean affordable,
            List<PlannedCell> cells) {}

    /**
     * @param sigmaShare standard deviation over the pilot's pairs, and {@code sigmaUpperShare} its
     *     upper bound, which the plan rests on
     * @param pairsNeeded null where no number of pairs would do, or nothing was to be found
     * @param detectableShare the smallest change that the planned pairs find in nine of ten
     *     campaigns
     */
    public record PlannedCell(
            String name,
            double sigmaShare,
            double sigmaUpperShare,
            @Nullable Integer pairsNeeded,
            @Nullable Double detectableShare) {}

    /**
     * @param command that prints the reports; empty where they were files
     * @param files the reports, as the user named them; empty where forks printed them
     * @param tool that measured, {@code config} and {@code environment}: of its first report; null
     *     before there is one
     * @param samples of saved reports, a repeat each; empty where there are pairs
     */
    public record Side(
            List<String> command,
            List<String> files,
            @Nullable Tool tool,
            @Nullable Config config,
            @Nullable Environment environment,
            List<Sample> samples) {

        /** Whether several values come from one process. */
        public boolean sharesProcesses() {
            return samples.size() > files.size();
        }
    }

    /**
     * A parameter in which the sides may differ.
     *
     * @param name as the command line has it, {@code iterations}
     * @param base in the words of the command line, and {@code head} likewise; null where the side
     *     does not have it
     */
    public record Varied(String name, @Nullable String base, @Nullable String head) {}

    /**
     * A cell that was not declared.
     *
     * @param reason why it could not decide anything here, as a clause
     */
    public record DroppedCell(String name, String reason) {}

    /**
     * Two forks, one after the other.
     *
     * @param index from 0
     * @param stage in a control head is base, too
     * @param redone what made earlier attempts at it invalid, an entry each: never a result
     */
    public record Pair(
            int index,
            Stage stage,
            boolean headFirst,
            List<String> redone,
            Sample base,
            Sample head) {}

    /**
     * What one fork, or one repeat of a saved report, gave.
     *
     * @param values by the cell's name
     * @param missing why a cell has no value, or cannot be gated, by its name
     * @param conditions null for repeats
     */
    public record Sample(
            SortedMap<String, Double> values,
            SortedMap<String, String> missing,
            @Nullable Conditions conditions) {

        /**
         * @param readings one for each cell, in their order
         */
        public static Sample of(
                List<Cell> cells, List<Reading> readings, @Nullable Conditions conditions) {
            SortedMap<String, Double> values = new TreeMap<>();
            SortedMap<String, String> missing = new TreeMap<>();
            for (int i = 0; i < cells.size(); i++) {
                Double value = readings.get(i).value();
                String reason = readings.get(i).reason();
                if (value != null) {
                    values.put(cells.get(i).name(), value);
                }
                if (reason != null) {
                    missing.put(cells.get(i).name(), reason);
                }
            }
            return new Sample(values, missing, conditions);
        }
    }

    /**
     * What the machine did to a fork.
     *
     * @param stealShare of all cores' time, and {@code throttledShare} of the fork's
     * @param otherCores that other processes used
     * @param runDelayShare of the time, the loop's thread was ready and had no core
     * @param gcShare of the time, the world stood still
     */
    public record Conditions(
            @Nullable Double stealShare,
            @Nullable Double throttledShare,
            @Nullable Double otherCores,
            @Nullable Double runDelayShare,
            @Nullable Double gcShare) {}

    /**
     * Where a change of the mean response sits.
     *
     * @param kind of the operations
     * @param changeNanos of the mean response
     * @param parts the legs, and what they leave unexplained; they add up to the change
     * @param where the leg that holds most of it, the loop, the machine, or nowhere
     * @param sentence for people
     */
    public record Seat(
            String kind, double changeNanos, List<SeatPart> parts, Place where, String sentence) {}

    /**
     * @param leg or the rest
     */
    public record SeatPart(Place leg, double changeNanos) {}

    /** What can be slower than it was. Immutable. */
    public enum Place {
        /** Waiting to be sent. */
        START("start"),
        /** Waiting for a worker. */
        WAIT("wait"),
        /** The work itself. */
        SERVICE("service"),
        /** Waiting for the loop after the work. */
        RETURN("return"),
        /** What the legs leave unexplained. */
        REST("rest"),
        /** Legs that wait for the loop, whose delay moved along. */
        LOOP("loop"),
        /** The machine disturbed one side more. */
        MACHINE("machine"),
        /** Several legs hold a part, and none of them most. */
        NOWHERE("no single leg"),
        /** In a document of a later version, in a word that this one does not know. */
        UNKNOWN("unknown");

        private final String word;

        Place(String word) {
            this.word = word;
        }

        /** As documents and people say it. */
        public String word() {
            return word;
        }
    }
}
