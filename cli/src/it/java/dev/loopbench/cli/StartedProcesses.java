package dev.loopbench.cli;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Processes of a test, and what they have started: none is left behind. */
final class StartedProcesses implements AfterEachCallback {

    private final List<Process> processes = new ArrayList<>();

    void add(Process process) {
        processes.add(process);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        processes.forEach(
                process -> {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                });
        processes.clear();
    }
}
