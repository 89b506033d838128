package dev.loopbench.cli.command;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.probes.node.bench.NodeBench;
import dev.loopbench.probes.node.process.RefusedException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.Rendezvous;
import dev.loopbench.probes.session.SessionListener;
import dev.loopbench.probes.session.SessionPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Those that measure on the loop of a real Node. Immutable. */
final class NodeSessions implements Sessions {

    /** The first that can be looked into. */
    private static final int OLDEST = 18;

    private static final Pattern VERSION = Pattern.compile("v(\\d{1,4})\\.\\S+");

    /** A version is told at once, unless the machine is very busy. */
    private static final long ANSWER_SECONDS_MAX = 60;

    private static final int VERSION_BYTES_MAX = 100;

    private final String node;
    private final Costs costs;

    private NodeSessions(String node, Costs costs) {
        this.node = node;
        this.costs = costs;
    }

    /**
     * @param node a file or a name on the PATH
     * @param costs that requests and callbacks can have
     * @throws UsageException if it is no Node that can be looked into
     * @throws RefusedException if nothing can be looked into on this system
     */
    static NodeSessions on(String node, Costs costs) throws UsageException, RefusedException {
        StartedNode.requireSystem();
        Matcher version = VERSION.matcher(version(node));
        if (!version.matches()) {
            throw new UsageException(node + " does not tell a version as Node does.");
        }
        if (Integer.parseInt(version.group(1)) < OLDEST) {
            throw new UsageException(
                    node
                            + " is Node "
                            + version.group().substring(1)
                            + ", and what can be looked into begins with "
                            + OLDEST
                            + ".");
        }
        return new NodeSessions(node, costs);
    }

    private static String version(String node) throws UsageException {
        try {
            Process process =
                    new ProcessBuilder(node, "--version").redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            InputStream output = process.getInputStream();
            // What it has started may hold its output open: more than there is is not waited for.
            int bytes = Math.min(output.available(), VERSION_BYTES_MAX);
            return new String(output.readNBytes(bytes), StandardCharsets.UTF_8).strip();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new UsageException("it was interrupted before " + node + " told its version.");
        } catch (IOException absent) {
            throw StartedNode.absent(node);
        }
    }

    /**
     * Refuses a plan for which Node has no counterpart.
     *
     * @throws WorkloadException if it has none
     */
    void require(SessionPlan plan) throws WorkloadException {
        bench(plan).requireCounterparts();
    }

    private NodeBench bench(SessionPlan plan) {
        return new NodeBench(plan, node, costs);
    }

    @Override
    public Session open(SessionPlan plan, SessionListener listener, Rendezvous rendezvous) {
        NodeBench bench = bench(plan);
        return new Session() {
            @Override
            public Report run() throws WrongResultException, WorkloadException {
                return bench.run();
            }

            @Override
            public void interrupt() {
                bench.interrupt();
            }
        };
    }
}
