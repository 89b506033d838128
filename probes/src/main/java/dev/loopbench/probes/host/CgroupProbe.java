package dev.loopbench.probes.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the cgroup allows this process and how often it was made to wait for it: version 1, version
 * 2 and hybrid hosts.
 *
 * <p>Confined to the thread that opens and closes it. Throttled time is nanoseconds in version 1
 * and microseconds in version 2; here it is nanoseconds. With no quota the kernel counts no
 * periods.
 */
final class CgroupProbe {

    /**
     * @param quotaCores null where nothing limits
     */
    private record Level(String folder, @Nullable Double quotaCores) {}

    /** Version 1 counts nanoseconds, version 2 microseconds. */
    record CpuStat(int version, String path) {

        String throttledKey() {
            return version == 1 ? "throttled_time" : "throttled_usec";
        }

        long nanos(long time) {
            return version == 1 ? time : TimeUnit.MICROSECONDS.toNanos(time);
        }
    }

    private record Throttling(long periods, long throttledPeriods, long throttledNanos) {}

    /** Version 1 has no word for "no limit" and writes the largest number of whole pages. */
    private static final long NO_MEMORY_LIMIT_BYTES = Long.MAX_VALUE / 2;

    private final ProcFiles files;
    private final CgroupPaths paths;

    /** Found once: looking for it reads half a dozen files. */
    private @Nullable CpuStat source;

    private Reading<Throttling> opened = Reading.missing("not read");
    private Reading<Throttling> window = Reading.missing("not read");

    CgroupProbe(ProcFiles files) {
        this.files = files;
        this.paths = new CgroupPaths(files);
    }

    void open() {
        source = null;
        opened = readThrottling();
    }

    void close() {
        window =
                opened.with(
                        readThrottling(),
                        (from, to) ->
                                new Throttling(
                                        to.periods - from.periods,
                                        to.throttledPeriods - from.throttledPeriods,
                                        to.throttledNanos - from.throttledNanos));
    }

    Reading<Long> periods() {
        return window.map(Throttling::periods);
    }

    Reading<Long> throttledPeriods() {
        return window.map(Throttling::throttledPeriods);
    }

    Reading<Long> throttledNanos() {
        return window.map(Throttling::throttledNanos);
    }

    /** The tightest CPU quota that holds for this process, in cores. */
    Reading<Double> quotaCores() {
        Optional<CgroupPaths.Found> cpu = paths.find("cpu");
        if (cpu.isEmpty()) {
            return Reading.missing(files.whyMissing("proc/self/cgroup"));
        }
        Double cores = tightest(cpu.get()).quotaCores();
        return cores == null ? Reading.missing("no CPU quota is set") : Reading.of(cores);
    }

    /** The smallest memory limit that holds for this process. */
    Reading<Long> memoryLimitBytes() {
        Optional<CgroupPaths.Found> memory = paths.find("memory");
        if (memory.isEmpty()) {
            return Reading.missing(files.whyMissing("proc/self/cgroup"));
        }
        String name = memory.get().version() == 1 ? "memory.limit_in_bytes" : "memory.max";
        long limitBytes = Long.MAX_VALUE;
        for (String folder : memory.get().folders()) {
            OptionalLong bytes = KernelNumbers.parse(files.text(folder + "/" + name).orElse(""));
            limitBytes = Math.min(limitBytes, bytes.orElse(Long.MAX_VALUE));
        }
        return limitBytes >= NO_MEMORY_LIMIT_BYTES
                ? Reading.missing("no memory limit is set")
                : Reading.of(limitBytes);
    }

    /** What the cgroup has counted since it was made. */
    Reading<Long> throttledSoFar() {
        return readThrottling().map(Throttling::throttledNanos);
    }

    /** The file in which that is counted; empty where the kernel tells of no cgroup. */
    Optional<CpuStat> cpuStat() {
        // Throttling is counted where the quota is, which may be a parent.
        return paths.find("cpu")
                .map(cpu -> new CpuStat(cpu.version(), tightest(cpu).folder() + "/cpu.stat"));
    }

    private Reading<Throttling> readThrottling() {
        CpuStat stat = source;
        if (stat == null) {
            stat = cpuStat().orElse(null);
            source = stat;
        }
        if (stat == null) {
            return Reading.missing(files.whyMissing("proc/self/cgroup"));
        }
        List<String> lines = files.lines(stat.path());
        OptionalLong periods = KernelNumbers.keyed(lines, "nr_periods");
        OptionalLong throttled = KernelNumbers.keyed(lines, "nr_throttled");
        OptionalLong time = KernelNumbers.keyed(lines, stat.throttledKey());
        if (periods.isEmpty() || throttled.isEmpty() || time.isEmpty()) {
            return Reading.missing(files.whyMissing(stat.path()));
        }
        return Reading.of(
                new Throttling(
                        periods.getAsLong(), throttled.getAsLong(), stat.nanos(time.getAsLong())));
    }

    private Level tightest(CgroupPaths.Found cpu) {
        Level tightest = new Level(cpu.folders().get(0), null);
        for (String folder : cpu.folders()) {
            Double cores = cpu.version() == 1 ? quotaOfV1(folder) : quotaOfV2(folder);
            Double least = tightest.quotaCores();
            if (cores != null && (least == null || cores < least)) {
                tightest = new Level(folder, cores);
            }
        }
        return tightest;
    }

    /** {@code cpu.cfs_quota_us} is -1 without a quota. */
    private @Nullable Double quotaOfV1(String folder) {
        return cores(
                KernelNumbers.parse(files.text(folder + "/cpu.cfs_quota_us").orElse("")),
                KernelNumbers.parse(files.text(folder + "/cpu.cfs_period_us").orElse("")));
    }

    /** {@code cpu.max}: quota and period, the quota {@code max} without one. */
    private @Nullable Double quotaOfV2(String folder) {
        String[] fields = files.text(folder + "/cpu.max").orElse("").strip().split("\\s+", -1);
        return fields.length == 2
                ? cores(KernelNumbers.parse(fields[0]), KernelNumbers.parse(fields[1]))
                : null;
    }

    private static @Nullable Double cores(OptionalLong quotaMicros, OptionalLong periodMicros) {
        return quotaMicros.isEmpty() || periodMicros.orElse(0) == 0
                ? null
                : (Double) ((double) quotaMicros.getAsLong() / periodMicros.getAsLong());
    }
}
