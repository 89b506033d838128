package dev.loopbench.probes.server;

import dev.loopbench.probes.host.KernelNumbers;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.result.Host.ContextSwitches;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Context switches of all threads of this process over a window, from the {@code status} of each
 * task (man 5 proc).
 *
 * <p>Confined to the thread that opens and closes it. A thread takes its counts with it when it
 * ends, so those that did not live to the close are not in. One small file a thread: a thousand
 * threads take almost a tenth of a second.
 */
final class ContextSwitchCount {

    private static final String TASKS = "proc/self/task";
    private static final ContextSwitches NONE = new ContextSwitches(0, 0);

    /** Of one status; it is half as long. */
    private static final int MAX_STATUS_BYTES = 4096;

    private final ProcFiles files;
    private final byte[] buffer = new byte[MAX_STATUS_BYTES];
    private Map<String, ContextSwitches> opened = Map.of();
    private Reading<ContextSwitches> window = Reading.missing("not read");

    ContextSwitchCount(ProcFiles files) {
        this.files = files;
    }

    void open() {
        opened = read();
    }

    void close() {
        Map<String, ContextSwitches> closed = read();
        if (opened.isEmpty() || closed.isEmpty()) {
            window = Reading.missing(files.whyMissing(TASKS));
            return;
        }
        long voluntary = 0;
        long involuntary = 0;
        for (Map.Entry<String, ContextSwitches> task : closed.entrySet()) {
            ContextSwitches to = task.getValue();
            ContextSwitches before = opened.getOrDefault(task.getKey(), NONE);
            // Fewer than before: the number of an ended thread was given to a new one.
            ContextSwitches from = before.voluntary() > to.voluntary() ? NONE : before;
            voluntary += to.voluntary() - from.voluntary();
            involuntary += Math.max(0, to.involuntary() - from.involuntary());
        }
        window = Reading.of(new ContextSwitches(voluntary, involuntary));
    }

    /** In the closed window. */
    Reading<ContextSwitches> switches() {
        return window;
    }

    /** By task; those that end while they are read are left out. */
    private Map<String, ContextSwitches> read() {
        Map<String, ContextSwitches> tasks = new HashMap<>();
        for (String task : files.names(TASKS)) {
            status(task)
                    .flatMap(ContextSwitchCount::parse)
                    .ifPresent(switches -> tasks.put(task, switches));
        }
        return tasks;
    }

    /** Through one buffer: garbage would show up in the memory of the process that is measured. */
    private Optional<String> status(String task) {
        Optional<InputStream> stream = files.stream(TASKS + "/" + task + "/status");
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = stream.get()) {
            int length = in.readNBytes(buffer, 0, buffer.length);
            return Optional.of(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static Optional<ContextSwitches> parse(String status) {
        OptionalLong voluntary = after(status, "\nvoluntary_ctxt_switches:");
        OptionalLong involuntary = after(status, "\nnonvoluntary_ctxt_switches:");
        return voluntary.isEmpty() || involuntary.isEmpty()
                ? Optional.empty()
                : Optional.of(new ContextSwitches(voluntary.getAsLong(), involuntary.getAsLong()));
    }

    private static OptionalLong after(String status, String key) {
        int at = status.indexOf(key);
        if (at < 0) {
            return OptionalLong.empty();
        }
        int begin = at + key.length();
        int end = status.indexOf('\n', begin);
        return KernelNumbers.parse(status.substring(begin, end < 0 ? status.length() : end));
    }
}
