package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.console.SignalTrap;
import dev.loopbench.cli.fork.ForegroundProgram;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.live.ClusterVisit;
import dev.loopbench.probes.node.live.LaunchedNode;
import dev.loopbench.probes.node.live.NodeObservation;
import dev.loopbench.probes.node.live.NodeObservation.Door;
import dev.loopbench.probes.node.live.ObservationException;
import dev.loopbench.probes.node.live.ObservationPlan;
import dev.loopbench.probes.node.live.Sighting;
import dev.loopbench.probes.node.process.InspectorSwitch;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.RefusedException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Limit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command in the foreground and looks into the Node process that it starts. The program
 * decides when it ends, and with which exit code. Confined to the main thread.
 */
final class NodeRun {

    /** To be said before it is taken. */
    static final String EXACT_RISK =
            "--exact traces the pool at any rate: at more than 5000 jobs a second a fault in Node"
                    + " can crash the program.";

    /** So often a process that is to be let go may not answer. */
    private static final int FAILURES_MAX = 3;

    private final List<String> command;
    private final ObservationPlan plan;
    private final Outputs outputs;
    private final NanoClock clock;

    /** Why nothing was seen. */
    private String whyNot = "";

    /** The process that was looked into. */
    private @Nullable NodeProcess launched;

    NodeRun(List<String> command, ObservationPlan plan, Outputs outputs, NanoClock clock) {
        this.command = command;
        this.plan = plan;
        this.outputs = outputs;
        this.clock = clock;
    }

    /**
     * Runs it and delivers the report, at the end of the looking.
     *
     * @param limited whether something has to hold of the report
     * @return the exit code of the program; one of ours where it ended well and something else did
     *     not
     * @throws UsageException if there is no such command
     * @throws RefusedException if this system does not tell what has to be known of a process
     */
    int run(Function<Sighting, Report> reporting, boolean limited)
            throws UsageException, RefusedException, IOException {
        return run(
                started -> {
                    Sighting sighting = look(started);
                    return new Look(
                            sighting != null && sighting.ending() == Sighting.Ending.DURATION,
                            () -> delivered(sighting, reporting, limited));
                });
    }

    /** The same of the workers of the cluster that it may start, and not of itself. */
    int runCluster(ClusterReports reports) throws UsageException, RefusedException, IOException {
        return run(started -> lookAtWorkers(started, reports));
    }

    /** How the program is looked into. */
    @FunctionalInterface
    private interface Looking {

        Look at(StartedNode started);
    }

    /** Writes what was seen. */
    @FunctionalInterface
    private interface Delivery {

        ExitCode write() throws IOException;
    }

    /**
     * What came of it.
     *
     * @param goesOn whether the program runs on
     */
    private record Look(boolean goesOn, Delivery delivery) {}

    private int run(Looking looking) throws UsageException, RefusedException, IOException {
        StartedNode.requireSystem();
        if (plan.exact()) {
            outputs.remark(EXACT_RISK);
        }
        CompletableFuture<ForegroundProgram> hearer = new CompletableFuture<>();
        SignalTrap trap =
                SignalTrap.set(
                        signal -> {
                            CompletableFuture<Void> unused =
                                    hearer.thenAccept(program -> program.hear(signal));
                        });
        try {
            StartedNode started = StartedNode.start(command, outputs);
            hearer.complete(started.program());
            Look look = looking.at(started);
            int code = look.goesOn ? 0 : end(started);
            ExitCode own = look.delivery.write();
            if (look.goesOn) {
                code = end(started);
            }
            return code == 0 ? own.number() : code;
        } finally {
            trap.close();
        }
    }

    /** Null where nothing was seen; why not is said when the program has said all. */
    private @Nullable Sighting look(StartedNode started) {
        try {
            Optional<LaunchedNode> found = started.next(clock);
            if (found.isEmpty()) {
                whyNot = "no Node process came to its first line, so nothing was looked into.";
                return null;
            }
            launched = found.get().process();
            Sighting sighting = seen(found.get());
            if (sighting.answers().isEmpty()) {
                whyNot = "the program ended before anything was seen of it.";
                return null;
            }
            return sighting;
        } catch (InspectorException | ObservationException failure) {
            whyNot = "the program was not looked into: " + failure.getMessage();
            return null;
        }
    }

    private Look lookAtWorkers(StartedNode started, ClusterReports reports) {
        try {
            Optional<LaunchedNode> found = started.next(clock);
            if (found.isPresent()) {
                launched = found.get().process();
                letGo(found.get());
                ClusterVisit visit =
                        new ClusterVisit(launched, plan, StartedNode.ANSWER_LIMIT, clock);
                List<ClusterVisit.Worker> workers = visit.look();
                if (!workers.isEmpty()) {
                    return new Look(
                            launched.isAlive(),
                            () -> {
                                if (visit.leftOut() > 0) {
                                    outputs.complain(ClusterAttachment.leftOut(workers.size()));
                                }
                                return reports.deliver(workers);
                            });
                }
                whyNot = "the program had no cluster worker that could be looked into.";
            } else {
                whyNot = "no Node process came to its first line, so nothing was looked into.";
            }
        } catch (InspectorException failure) {
            whyNot = "the program was not looked into: " + failure.getMessage();
        }
        return new Look(
                launched != null && launched.isAlive(),
                () -> {
                    outputs.complain(whyNot);
                    return reports.isLimited() ? ExitCode.FAILED : ExitCode.OK;
                });
    }

    private Sighting seen(LaunchedNode node) throws InspectorException, ObservationException {
        try (node) {
            InspectorSwitch shut = InspectorSwitch.install(node.inspector(), node.atEnd());
            Sighting sighting;
            try (NodeObservation observation =
                    new NodeObservation(
                            node.inspector(), node.process(), plan, Door.LAUNCHED, clock)) {
                observation.begin();
                node.go();
                sighting = observation.await(node.atEnd());
            } catch (ObservationException failure) {
                node.go();
                shut.press(StartedNode.ANSWER_LIMIT);
                throw failure;
            }
            if (sighting.ending() == Sighting.Ending.DURATION
                    && !shut.press(StartedNode.ANSWER_LIMIT)) {
                outputs.complain(
                        "the loop of the program is held up: its inspector closes when it goes on.");
            }
            return sighting;
        }
    }

    /** Waits for the program's end; returns its exit code. */
    private int end(StartedNode started) {
        if (launched != null) {
            awaitEnd(launched);
        }
        // Whatever Node starts beside it, such as the next one of a script, waits for us as well.
        ForegroundProgram program = started.program();
        int failures = 0;
        while (program.process().isAlive() && failures < FAILURES_MAX) {
            try {
                Optional<LaunchedNode> other = started.next(clock);
                if (other.isPresent()) {
                    letGo(other.get());
                    awaitEnd(other.get().process());
                }
            } catch (InspectorException gone) {
                failures++;
            }
        }
        return program.await();
    }

    private static void letGo(LaunchedNode launched) throws InspectorException {
        try (LaunchedNode node = launched) {
            InspectorSwitch shut = InspectorSwitch.install(node.inspector(), node.atEnd());
            node.go();
            shut.press(StartedNode.ANSWER_LIMIT);
        }
    }

    private static void awaitEnd(NodeProcess process) {
        ProcessHandle.of(process.pid()).ifPresent(handle -> handle.onExit().join());
    }

    private ExitCode delivered(
            @Nullable Sighting sighting, Function<Sighting, Report> reporting, boolean limited)
            throws IOException {
        if (sighting == null) {
            outputs.complain(whyNot);
            return limited ? ExitCode.FAILED : ExitCode.OK;
        }
        Report report = reporting.apply(sighting);
        outputs.write(report);
        return RunExecution.limits(Limit.outcomes(report), outputs);
    }
}
