package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.TraceEvent.Category;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one Node process recorded without an interruption: events in, in any order. Confined to one
 * thread.
 *
 * <p>It takes bounded room: the pool's events are kept up to {@link #MAX_EVENTS}, all others are
 * added up as they come.
 */
public final class NodeRecording {

    /**
     * As many events of the pool, {@code fs} and {@code dns} as one may keep: 200 MB of a trace.
     */
    public static final int MAX_EVENTS = 1_000_000;

    /** Of a pool of libuv. */
    public static final int MAX_WORKERS = 1_024;

    /** Threads with a loop whose figures are kept; of a process that has more, the first. */
    private static final int MAX_LOOPS = 64;

    /** As Node names its main thread. */
    private static final String MAIN_THREAD = "JavaScriptMainThread";

    /** Why the end of a recording is missing. */
    public enum Cut {
        /** The file ends before the trace does: the process was killed. */
        END_MISSING,
        /** There was no room for more. */
        FULL
    }

    private final long processId;
    private final List<TraceEvent> work = new ArrayList<>();
    private final Map<Long, LoopLog> loops = new HashMap<>();
    private final Set<Long> workers = new HashSet<>();
    private final Set<Category> categories = EnumSet.noneOf(Category.class);
    private long events;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private @Nullable Long mainThreadId;
    private @Nullable String version;
    private @Nullable String platform;
    private @Nullable String arch;
    private @Nullable String script;
    private @Nullable Cut cut;

    /**
     * @param processId as the trace has it
     */
    public NodeRecording(long processId) {
        this.processId = processId;
    }

    public void add(TraceEvent event) {
        events++;
        categories.add(event.category());
        firstNanos = Math.min(firstNanos, event.atNanos());
        lastNanos = Math.max(lastNanos, event.atNanos() + event.durationNanos());
        switch (event.category()) {
            case POOL_WORK, FILE_SYSTEM, LOOKUP -> {
                work.add(event);
                if (event.mark() == TraceEvent.Mark.STARTED) {
                    workers.add(event.threadId());
                }
            }
            case LOOP, ENGINE -> {
                LoopLog loop = loops.get(event.threadId());
                if (loop == null && (loops.size() < MAX_LOOPS || event.threadId() == processId)) {
                    loop = new LoopLog();
                    loops.put(event.threadId(), loop);
                }
                if (loop != null) {
                    loop.add(event);
                }
            }
        }
    }

    /** How many events it keeps one by one. */
    public long kept() {
        return work.size();
    }

    /** Whether more threads worked than a pool may have. */
    public boolean isCrowded() {
        return workers.size() > MAX_WORKERS;
    }

    /** What comes after is missing. */
    public void cut(Cut why) {
        cut = why;
    }

    /** What Node calls a thread. */
    public void thread(long threadId, String name) {
        if (name.equals(MAIN_THREAD)) {
            mainThreadId = threadId;
        }
    }

    /** Of Node, such as {@code 24.1.0}. */
    public void version(String version) {
        this.version = version;
    }

    /** What it ran on, in Node's words. */
    public void machine(@Nullable String platform, @Nullable String arch) {
        this.platform = platform;
        this.arch = arch;
    }

    /** What it runs; of several the first. */
    public void script(String name) {
        script = script == null ? name : script;
    }

    public long processId() {
        return processId;
    }

    /** Those that bear on loop and pool. */
    public long events() {
        return events;
    }

    /** Null where all is there. */
    @Nullable Cut whyCut() {
        return cut;
    }

    boolean isCut() {
        return cut != null;
    }

    boolean has(Category category) {
        return categories.contains(category);
    }

    Set<Category> categories() {
        return Collections.unmodifiableSet(categories);
    }

    /** Those of the pool, of {@code fs} and of lookups. */
    List<TraceEvent> work() {
        return Collections.unmodifiableList(work);
    }

    /** The first event; 0 where there is none. */
    long firstNanos() {
        return events == 0 ? 0 : firstNanos;
    }

    /** The last one's end; 0 where there is none. */
    long lastNanos() {
        return events == 0 ? 0 : lastNanos;
    }

    @Nullable String version() {
        return version;
    }

    @Nullable String platform() {
        return platform;
    }

    @Nullable String arch() {
        return arch;
    }

    @Nullable String script() {
        return script;
    }

    /** Of the main thread; of the one that told most where none is known for it. */
    Optional<LoopLog> mainLoop() {
        Long main = mainThreadId;
        LoopLog known = loops.get(main != null ? main : processId);
        return known != null
                ? Optional.of(known)
                : loops.values().stream().max(Comparator.comparingLong(LoopLog::iterations));
    }
}
