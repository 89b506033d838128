package dev.loopbench.probes.node.process;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.host.KernelNumbers;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.inspector.JobCount;
import dev.loopbench.probes.node.process.RefusedException.Reason;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A Node process of this machine, seen from outside by what Linux tells of it. Thread-safe: it
 * keeps no state but who the process is. Looking costs the process nothing.
 */
public final class NodeProcess {

    /** A worker takes it out of its environment, so that none of its own children has it. */
    private static final String CLUSTER_MARK = "NODE_UNIQUE_ID";

    /** The kernel's function in which a thread sleeps that waits for events. */
    private static final Pattern WAITS_FOR_EVENTS = Pattern.compile(".*(epoll|ep_poll).*");

    /** Node takes 25 ms for it on a core of its own. */
    private static final long BOOT_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private static final String DELETED = " (deleted)";

    /** As packages and archives of Node name it; the version may stand behind. */
    private static final Pattern NODE = Pattern.compile("node(js)?([-_.]?v?[0-9][0-9.]*)?");

    private static final Set<String> JVMS = Set.of("java", "javaw");

    private static final Set<String> SHELLS =
            Set.of("ash", "bash", "busybox", "dash", "fish", "ksh", "sh", "zsh");

    private final ProcFiles files;
    private final long pid;
    private final String folder;
    private final long startTicks;
    private final ListeningSockets sockets;

    private NodeProcess(ProcFiles files, long pid, long startTicks) {
        this.files = files;
        this.pid = pid;
        this.folder = folder(pid);
        this.startTicks = startTicks;
        this.sockets = new ListeningSockets(files, folder);
    }

    /**
     * The process with this number.
     *
     * @throws RefusedException unless it exists, is ours to look into and runs Node
     */
    public static NodeProcess of(long pid) throws RefusedException {
        return of(pid, ProcFiles.system());
    }

    static NodeProcess of(long pid, ProcFiles files) throws RefusedException {
        List<String> self = files.lines("proc/self/status");
        if (self.isEmpty()) {
            throw new RefusedException(
                    Reason.UNSUPPORTED_SYSTEM,
                    "a running process is looked into by what Linux tells of it in /proc, which is"
                            + " missing here");
        }
        String process = "process " + pid;
        List<String> status = files.lines(folder(pid) + "/status");
        long startTicks = ThreadFigures.beginTicks(files, folder(pid));
        String state = word(status, "State:", 0);
        if (status.isEmpty() || startTicks < 0 || state.equals("X")) {
            throw new RefusedException(Reason.NO_SUCH_PROCESS, "there is no " + process);
        }
        if (state.equals("Z")) {
            throw new RefusedException(Reason.NO_SUCH_PROCESS, process + " has ended");
        }
        String leader = word(status, "Tgid:", 0);
        if (!leader.equals(Long.toString(pid))) {
            throw new RefusedException(
                    Reason.NO_SUCH_PROCESS, pid + " is a thread of process " + leader);
        }
        String own = word(self, "Uid:", 1);
        if (!own.equals("0") && !own.equals(word(status, "Uid:", 1))) {
            throw new RefusedException(Reason.OTHER_USER, process + " belongs to another user");
        }
        requireNode(process, program(files, pid));
        return new NodeProcess(files, pid, startTicks);
    }

    public long pid() {
        return pid;
    }

    /** What the process takes for its own number: another one in a container. */
    public long innermostPid() {
        String pids = value(status(), "NSpid:");
        return KernelNumbers.parse(pids.substring(pids.lastIndexOf('\t') + 1)).orElse(pid);
    }

    /** Whether it is still there; another process that has got its number is another one. */
    public boolean isAlive() {
        String state = state();
        return !state.isEmpty()
                && !state.equals("Z")
                && !state.equals("X")
                && ThreadFigures.beginTicks(files, folder) == startTicks;
    }

    /** The words it was started with, or the title that it has given itself. */
    public List<String> command() {
        return commandLine().words();
    }

    /** As written on its command line; empty where the program came otherwise. */
    public Optional<String> script() {
        return commandLine().script();
    }

    /**
     * When it began, to a second, where its file system is ours: then a file of that name that has
     * not changed since is the one that it has read. Empty where it may have others, as in a
     * container.
     */
    public Optional<Instant> readsOurFilesSince() {
        Optional<String> mounts = files.link(folder + "/ns/mnt");
        boolean ours =
                mounts.isPresent()
                        && mounts.equals(files.link("proc/self/ns/mnt"))
                        && files.link(folder + "/root").equals(files.link("proc/self/root"));
        return ours
                ? ProcessHandle.of(pid).flatMap(handle -> handle.info().startInstant())
                : Optional.empty();
    }

    public Reading<Path> workingFolder() {
        return files.link(folder + "/cwd")
                .map(link -> Reading.of(Path.of(link)))
                .orElse(Reading.missing(files.whyMissing(folder + "/cwd")));
    }

    /**
     * The pool's size by the environment in which it was started; a program can change that until
     * it first uses the pool.
     */
    public Reading<PoolSize> poolSize() {
        return files.text(folder + "/environ").isPresent()
                ? Reading.of(PoolSize.fromEnvironment(environment(PoolSize.VARIABLE).orElse(null)))
                : Reading.missing(files.whyMissing(folder + "/environ"));
    }

    /** All of its threads, in no order; one that ends meanwhile is missing. */
    public List<ThreadFigures> threads() {
        List<ThreadFigures> threads = new ArrayList<>();
        for (String name : files.names(folder + "/task")) {
            OptionalLong tid = KernelNumbers.parse(name);
            if (tid.isPresent()) {
                ThreadFigures.read(files, folder + "/task/" + name, tid.getAsLong())
                        .ifPresent(threads::add);
            }
        }
        return threads;
    }

    /** One of its threads; empty if it has ended. The one that runs JavaScript has the pid. */
    public Optional<ThreadFigures> thread(long tid) {
        return ThreadFigures.read(files, folder + "/task/" + tid, tid);
    }

    /**
     * How many threads with a loop of their own it has beside the main one, or why that is not
     * known.
     */
    public Reading<Integer> workerThreads() {
        List<String> names = new ArrayList<>();
        for (String tid : files.names(folder + "/task")) {
            if (!tid.equals(Long.toString(pid))) {
                files.text(folder + "/task/" + tid + "/comm")
                        .map(String::strip)
                        .ifPresent(names::add);
            }
        }
        return WorkerThreads.among(names);
    }

    /**
     * The processes that are its workers in a cluster now, by the mark with which a primary starts
     * them; or why they are not known.
     */
    public Reading<List<Long>> clusterWorkers() {
        String list = folder + "/task/" + pid + "/children";
        Optional<String> children = files.text(list);
        if (children.isEmpty()) {
            return Reading.missing(files.whyMissing(list));
        }
        List<Long> workers = new ArrayList<>();
        for (String child : children.get().strip().split("\\s+", -1)) {
            OptionalLong number = KernelNumbers.parse(child);
            if (number.isPresent() && isClusterWorker(number.getAsLong())) {
                workers.add(number.getAsLong());
            }
        }
        return Reading.of(List.copyOf(workers));
    }

    private boolean isClusterWorker(long child) {
        return variable(files, folder(child), CLUSTER_MARK).isPresent();
    }

    /**
     * Whether its program has surely begun, so that all that is asked of it finds what it needs:
     * its loop waits for events, or it is some seconds old.
     */
    public boolean hasBegun() {
        return WAITS_FOR_EVENTS.matcher(files.text(folder + "/wchan").orElse("")).matches()
                || ageNanos() > BOOT_NANOS_MAX;
    }

    private long ageNanos() {
        String[] uptime = files.text("proc/uptime").orElse("").split("[ .]", -1);
        long seconds = uptime.length == 0 ? 0 : KernelNumbers.parse(uptime[0]).orElse(0);
        return TimeUnit.SECONDS.toNanos(seconds) - startTicks * ThreadFigures.TICK_NANOS;
    }

    /** CPU time of all of its threads so far, to 10 ms; 0 if it has ended. */
    public long cpuNanos() {
        return cpuNanosOf(pid);
    }

    /** That of another process, such as one of its workers. */
    public long cpuNanosOf(long other) {
        return ThreadFigures.ticksNanos(files, folder(other));
    }

    /** The threads of its pool, or why there are none or they cannot be told. */
    public Reading<PoolWorkers> workers() {
        Reading<PoolSize> size = poolSize();
        int threads = size.value() == null ? PoolSize.DEFAULT_THREADS : size.value().threads();
        return PoolWorkers.among(threads(), pid, threads, inspectorFlags().open());
    }

    /**
     * A count of its pool's jobs, of all kinds, for one thread: by how often its workers waited,
     * which is 0.4 to 1.8 times for a job.
     */
    public JobCount jobCount() {
        return new PoolJobCount(this, files, folder);
    }

    /** On which it listens. */
    public List<InetSocketAddress> listening() {
        return sockets.ofProcess();
    }

    /**
     * Whether SIGUSR1 has a handler: Node's, which opens the inspector, or one of the program,
     * which looks the same. Without one the signal would end the process.
     */
    public boolean catchesSigusr1() {
        String mask = value(status(), "SigCgt:").strip();
        try {
            return (Long.parseUnsignedLong(mask, 16) & 1L << 9) != 0; // SIGUSR1 is 10, from 1
        } catch (NumberFormatException notTold) {
            return false;
        }
    }

    /**
     * A session with its inspector, which is opened by SIGUSR1 where it is not open. While it is,
     * every user of this machine can run code in the process; the process says so on its standard
     * error.
     *
     * @param limit of each wait: for the inspector to open, and for each of its answers
     * @throws RefusedException if the process is better left alone, or opens no inspector
     * @throws InspectorException if the inspector is open and does not answer; what was opened is
     *     closed as far as it can be
     */
    public OpenInspector openInspector(Duration limit, NanoClock clock)
            throws RefusedException, InspectorException {
        return new InspectorDoor(this, limit, clock).open();
    }

    /**
     * The same, and an inspector that was opened for this moves to a port that is free: those of
     * several processes, which all open on one port, can then be open at once. Each is to be opened
     * when the one before has moved.
     */
    public OpenInspector openInspectorAside(Duration limit, NanoClock clock)
            throws RefusedException, InspectorException {
        return new InspectorDoor(this, limit, clock).openAside();
    }

    /** One letter of the kernel's; empty if there is no such process. */
    String state() {
        return word(status(), "State:", 0);
    }

    /** Whether its loopback addresses are ours; unknown is no. */
    boolean sharesOurNetwork() {
        Optional<String> network = files.link(folder + "/ns/net");
        return network.isPresent() && network.equals(files.link("proc/self/ns/net"));
    }

    InspectorFlags inspectorFlags() {
        return InspectorFlags.of(command(), environment("NODE_OPTIONS").orElse(""));
    }

    ListeningSockets sockets() {
        return sockets;
    }

    private List<String> status() {
        return files.lines(folder + "/status");
    }

    private CommandLine commandLine() {
        return CommandLine.of(files.text(folder + "/cmdline").orElse(""));
    }

    private Optional<String> environment(String variable) {
        return variable(files, folder, variable);
    }

    /** As it was when the process began. */
    private static Optional<String> variable(ProcFiles files, String folder, String variable) {
        String start = variable + "=";
        for (String entry : files.text(folder + "/environ").orElse("").split("\0", -1)) {
            if (entry.startsWith(start)) {
                return Optional.of(entry.substring(start.length()));
            }
        }
        return Optional.empty();
    }

    private static void requireNode(String process, String program) throws RefusedException {
        if (NODE.matcher(program).matches()) {
            return;
        }
        String runs =
                JVMS.contains(program)
                        ? "is a Java virtual machine"
                        : SHELLS.contains(program) ? "is a shell, " + program : "runs " + program;
        throw new RefusedException(Reason.NOT_NODE, process + " " + runs + ", not Node");
    }

    /** The file name of what it executes, or what it calls itself where that is not told. */
    private static String program(ProcFiles files, long pid) {
        String path =
                files.link(folder(pid) + "/exe")
                        .orElseGet(
                                () ->
                                        CommandLine.of(
                                                        files.text(folder(pid) + "/cmdline")
                                                                .orElse(""))
                                                .words()
                                                .stream()
                                                .findFirst()
                                                .orElse("a program of the kernel"));
        String whole =
                path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
        return whole.substring(whole.lastIndexOf('/') + 1);
    }

    private static String folder(long pid) {
        return "proc/" + pid;
    }

    /** What stands behind {@code key} in its line; empty if there is none. */
    private static String value(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(key.length()))
                .orElse("");
    }

    private static String word(List<String> status, String key, int index) {
        String[] words = value(status, key).strip().split("\\s+", -1);
        return index < words.length ? words[index] : "";
    }
}
