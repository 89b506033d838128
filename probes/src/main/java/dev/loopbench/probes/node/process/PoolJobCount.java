package dev.loopbench.probes.node.process;

import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.host.ThreadFiles;
import dev.loopbench.probes.inspector.JobCount;
import java.util.List;

/**
 * The jobs of a process's pool, told by how often its threads gave up a core to wait: 1 to 1.8
 * times for a job while there are few, 0.4 times while jobs queue up. Jobs of all kinds count,
 * those of the file system included. Confined to one thread.
 */
final class PoolJobCount implements JobCount {

    private final NodeProcess process;
    private final ProcFiles files;
    private final String folder;
    private List<ThreadFiles> workers = List.of();

    /**
     * @param folder of the process
     */
    PoolJobCount(NodeProcess process, ProcFiles files, String folder) {
        this.process = process;
        this.files = files;
        this.folder = folder;
    }

    @Override
    public long jobs() {
        if (workers.isEmpty()) {
            PoolWorkers found = process.workers().value(); // none until the pool is first used
            workers =
                    found == null
                            ? List.of()
                            : found.threads().stream()
                                    .map(thread -> folder + "/task/" + thread.tid())
                                    .map(path -> new ThreadFiles(files, path))
                                    .toList();
        }
        return workers.stream()
                .map(ThreadFiles::switches)
                .map(Reading::value)
                .mapToLong(switches -> switches == null ? 0 : switches.voluntary())
                .sum();
    }
}
