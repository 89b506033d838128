package dev.loopbench.probes.host;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.result.Environment;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The machine and the JVM a run takes place on. Immutable. Takes some milliseconds, to be spent
 * outside the measured time. Names no host and no user: the user's home folder is written as {@code
 * ~}.
 */
public final class EnvironmentProbe {

    private static final String CPUINFO = "proc/cpuinfo";

    private final ProcFiles files;
    private final CgroupProbe cgroup;
    private final StealProbe stat;

    EnvironmentProbe(ProcFiles files) {
        this.files = files;
        this.cgroup = new CgroupProbe(files);
        this.stat = new StealProbe(files);
    }

    /** Of this machine. */
    public static EnvironmentProbe ofThisMachine() {
        return new EnvironmentProbe(ProcFiles.system());
    }

    /**
     * @param clock the loop's
     * @param poller what backs the loop's poller
     */
    public Environment environment(NanoClock clock, String poller) {
        Environment.Jvm jvm = jvm();
        return environment(
                clock,
                poller,
                jvm,
                List.of(jvm.version(), jvm.vendor(), jvm.vm(), jvm.gc()),
                new TreeMap<>());
    }

    /**
     * Of a process on this machine that is not this one.
     *
     * @param runtime what it runs on, and its version
     */
    public Environment ofForeignProcess(NanoClock clock, String runtime, String poller) {
        SortedMap<String, String> unavailable = new TreeMap<>();
        unavailable.put("jvm", "the process has none");
        return environment(
                clock,
                poller,
                new Environment.Jvm("", "", "", "", List.of()),
                List.of(runtime),
                unavailable);
    }

    private Environment environment(
            NanoClock clock,
            String poller,
            Environment.Jvm jvm,
            List<String> runtime,
            SortedMap<String, String> unavailable) {
        Environment.Cpu cpu =
                new Environment.Cpu(
                        cpuModel().orNote("cpu.model", unavailable),
                        stat.logicalCores().orElse(usableCores()),
                        usableCores(),
                        cgroup.quotaCores().orNote("cpu.quotaCores", unavailable));
        Long memoryLimitBytes = cgroup.memoryLimitBytes().orNote("memoryLimitBytes", unavailable);
        String os = System.getProperty("os.name", "");
        String kernel = System.getProperty("os.version", "");
        String arch = System.getProperty("os.arch", "");
        List<String> marks =
                new ArrayList<>(
                        List.of(
                                os,
                                kernel,
                                arch,
                                String.valueOf(cpu.model()),
                                String.valueOf(cpu.logicalCores()),
                                String.valueOf(cpu.usableCores()),
                                String.valueOf(cpu.quotaCores()),
                                String.valueOf(memoryLimitBytes)));
        marks.addAll(runtime);
        marks.add(poller);
        return new Environment(
                Fingerprint.of(marks),
                os,
                kernel,
                arch,
                cpu,
                memoryLimitBytes,
                jvm,
                poller,
                ClockQuality.measure(clock),
                Collections.unmodifiableSortedMap(unavailable));
    }

    private Reading<String> cpuModel() {
        for (String line : files.lines(CPUINFO)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equals("model name")) {
                return Reading.of(line.substring(colon + 1).strip());
            }
        }
        return Reading.missing(files.whyMissing(CPUINFO));
    }

    private static int usableCores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static Environment.Jvm jvm() {
        String home = System.getProperty("user.home", "");
        List<String> arguments =
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .map(argument -> home.length() > 1 ? argument.replace(home, "~") : argument)
                        .toList();
        return new Environment.Jvm(
                Runtime.version().toString(),
                System.getProperty("java.vendor", ""),
                System.getProperty("java.vm.name", ""),
                GcName.of(
                        ManagementFactory.getGarbageCollectorMXBeans().stream()
                                .map(GarbageCollectorMXBean::getName)
                                .toList()),
                arguments);
    }
}
