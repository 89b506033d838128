package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.TraceEvent.Category;
import java.util.Map;
import java.util.Set;

/** What people call the work that a trace names by its implementation. Stateless. */
final class NodeNames {

    /** Of the pool's own events; what is not here people know by Node's word. */
    private static final Map<String, String> WORK =
            Map.of(
                    "fs.readfile",
                    "fs.readFile",
                    "fs.writefile",
                    "fs.writeFile",
                    "node_api",
                    "addon (Node-API)");

    /** By libuv's name of the request, the function of {@code fs} that makes it. */
    private static final Map<String, String> CALLS =
            Map.of(
                    "scandir", "readdir",
                    "utime", "utimes",
                    "futime", "futimes",
                    "lutime", "lutimes",
                    "copyfile", "copyFile",
                    "ftruncate", "truncate",
                    "readdir", "Dir.read",
                    "closedir", "Dir.close");

    /** The others of {@code dns} ask a server over sockets, and leave the pool alone. */
    private static final Set<String> LOOKUPS_BY_SYSTEM = Set.of("lookup", "lookupService");

    private NodeNames() {}

    /** Of the pool's own events. */
    static String ofWork(String name) {
        return WORK.getOrDefault(name, name);
    }

    /** Of an event of {@code fs} or {@code dns}. */
    static String ofCall(Category category, String name) {
        return category == Category.LOOKUP ? "dns." + name : "fs." + CALLS.getOrDefault(name, name);
    }

    /** Whether a thread of the pool does it. */
    static boolean usesPool(Category category, String name) {
        return category == Category.FILE_SYSTEM || LOOKUPS_BY_SYSTEM.contains(name);
    }
}
