package dev.loopbench.probes.node.process;

import dev.loopbench.probes.host.Fixture;
import dev.loopbench.probes.host.ProcFiles;
import java.nio.file.Path;

/** What Linux would tell of a Node process 4711 of the user 1000, who is the one that looks. */
final class ProcessFiles {

    static final long PID = 4711;

    private final Fixture fixture;

    ProcessFiles(Path root) {
        fixture = new Fixture(root);
        fixture.file("proc/self/status", "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\n");
        status("S (sleeping)", 1000, "0000000100004602");
        fixture.file(at("stat"), stat(PID, "node", 100));
        fixture.link(at("exe"), "usr/bin/node");
        fixture.file(at("cmdline"), "node\0server.js\0");
    }

    ProcessFiles status(String state, int user, String caught) {
        fixture.file(
                at("status"),
                "Name:\tnode\nState:\t%s\nTgid:\t4711\nPid:\t4711\nUid:\t%2$d\t%2$d\t%2$d\t%2$d\nNSpid:\t4711\t12\nSigCgt:\t%3$s\n"
                        .formatted(state, user, caught));
        return this;
    }

    ProcessFiles file(String name, String text) {
        fixture.file(at(name), text);
        return this;
    }

    ProcessFiles link(String name, String target) {
        fixture.link(at(name), target);
        return this;
    }

    /** Replaces the program that is executed. */
    ProcessFiles program(Path root, String path) {
        root.resolve(at("exe")).toFile().delete();
        return link("exe", path);
    }

    ProcessFiles thread(long tid, String name, long startTicks) {
        String folder = "task/" + tid;
        return file(folder + "/stat", stat(tid, name, startTicks))
                .file(folder + "/schedstat", "7000 300 5\n")
                .file(
                        folder + "/status",
                        "voluntary_ctxt_switches:\t4\nnonvoluntary_ctxt_switches:\t1\n");
    }

    ProcFiles files() {
        return fixture.files();
    }

    NodeProcess process() throws RefusedException {
        return NodeProcess.of(PID, files());
    }

    static String stat(long id, String name, long startTicks) {
        return "%d (%s) S 1 1 1 0 -1 4194304 10 0 0 0 12 3 0 0 20 0 7 0 %d 1000 10\n"
                .formatted(id, name, startTicks);
    }

    private static String at(String name) {
        return "proc/" + PID + "/" + name;
    }
}
