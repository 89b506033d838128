package dev.loopbench.probes.finding;

import org.jspecify.annotations.Nullable;

/** What Node's own guides advise against what holds a loop or a pool up. Stateless. */
final class NodeAdvice {

    private static final String WORKER =
            "a worker thread (worker_threads) keeps the loop free, and pays for handing the data over";

    private NodeAdvice() {}

    /**
     * @param call what of Node's or the language's own it was in; null where that is not known
     */
    static String against(@Nullable String call) {
        if (call == null) {
            return "It computes on the loop thread: cut it into pieces with setImmediate between"
                    + " them, or "
                    + WORKER
                    + ".";
        }
        if (call.startsWith("JSON.")) {
            return call
                    + " takes all of its text at once: ask for less, use a format or a parser that"
                    + " streams, or "
                    + WORKER
                    + ".";
        }
        if (call.equals("RegExp")) {
            return "Rewrite the pattern so that no text can match it in two ways, limit the length of"
                    + " what it is given, or use an engine without backtracking (RE2).";
        }
        if (call.equals("readFileSync")) {
            return "Read it once and keep it (a cache), or use fs.promises.readFile: that waits in"
                    + " the pool and not on the loop. Large files are better streamed.";
        }
        if (call.startsWith("zlib")) {
            return "Use the asynchronous zlib functions or its streams: they run in the pool.";
        }
        if (call.startsWith("exec") || call.startsWith("spawn")) {
            return "Use "
                    + call.substring(0, call.length() - "Sync".length())
                    + ": the loop goes on while the other program runs.";
        }
        if (call.endsWith("Sync")) {
            return "Use "
                    + call.substring(0, call.length() - "Sync".length())
                    + " with a callback or a promise: it runs in the pool.";
        }
        return "Do less of it at a time, or " + WORKER + ".";
    }

    /** Jobs of another kind hold the threads. */
    static String against(String victim, String culprit, String threads) {
        String own =
                victim.equals("dns.lookup")
                        ? "dns.resolve asks the name servers without a thread of the pool, and does"
                                + " not read /etc/hosts; keep the answers for a while. "
                        : "";
        return own
                + "Run fewer of "
                + culprit
                + " at a time, or in a worker thread of their own. More threads ("
                + threads
                + ") help while cores are free, each for the memory of a stack; beyond the cores,"
                + " jobs that compute only share them.";
    }
}
