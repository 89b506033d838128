package dev.loopbench.probes.result;

/** A reason to doubt, and what to do about it. */
public record Warning(Kind id, String message, String hint) {

    /** What is doubtful. */
    public enum Kind implements Worded {
        RUN_INTERRUPTED("run.interrupted"),
        RUN_INJECTED("run.injected"),
        RUN_UNMEASURED("run.unmeasured"),
        RUN_DRAIN_TIMEOUT("run.drain-timeout"),
        WARMUP_UNFINISHED("warmup.unfinished"),
        OPERATIONS_FAILED("operations.failed"),
        BLOCK_NEVER("block.never"),
        LOAD_RATE("load.rate"),
        /** More at once than the heap has room for. */
        LOAD_ROOM("load.room"),
        CLIENTS_BUSY("clients.busy"),
        HOST_NEIGHBOURS("host.neighbours"),
        SELFCHECK_PHASES("selfcheck.phases"),
        SELFCHECK_LITTLE("selfcheck.little"),
        PROBES_DROPPED("probes.dropped"),
        /** Of what was looked at from outside, as are the next twelve. */
        TRACE_CUT("trace.cut"),
        TRACE_CATEGORIES("trace.categories"),
        TRACE_PROCESSES("trace.processes"),
        TRACE_UNPAIRED("trace.unpaired"),
        TRACE_AMBIGUOUS("trace.ambiguous"),
        TRACE_SAMPLED("trace.sampled"),
        TRACE_NONE("trace.none"),
        JOBS_UNSEEN("jobs.unseen"),
        SUBJECT_LOST("subject.lost"),
        SUBJECT_WORKERS("subject.workers"),
        SUBJECT_THREADS("subject.threads"),
        POOL_SIZE("pool.size"),
        POOL_UNSEEN("pool.unseen"),
        /** Of a comparison, as all that follow. */
        COMPARE_REPEATS("compare.repeats"),
        COMPARE_UNLIKE("compare.unlike"),
        REDONE("redone"),
        SIMULATED_SIDE("simulated-side"),
        UNSCREENED("unscreened"),
        /** In a report of a later version, in a word that this one does not know. */
        UNKNOWN("unknown");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
