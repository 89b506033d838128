package dev.loopbench.reports.benchmark;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Report;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys by which JMH tells how it was run, filled with how this run was. Stateless. */
final class JmhRun {

    private JmhRun() {}

    static Map<String, Object> of(Report report) {
        Config.Warmup warmup = report.config().warmup();
        Environment.Jvm jvm = report.environment().jvm();
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("threads", report.config().pool().threads());
        run.put("forks", 1);
        run.put("jvmArgs", jvm.arguments());
        run.put("jdkVersion", jvm.version());
        run.put("vmName", jvm.vm());
        run.put("warmupIterations", warmup.operations() > 0 ? 1 : 0);
        run.put("warmupTime", time(warmup.durationNanos()));
        run.put("warmupBatchSize", 1);
        run.put("measurementIterations", 1);
        run.put("measurementTime", time(report.run().durationNanos()));
        run.put("measurementBatchSize", 1);
        return run;
    }

    private static String time(long nanos) {
        return Math.round(JmhReportWriter.millis((double) nanos)) + " ms";
    }
}
