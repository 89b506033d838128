package dev.loopbench.probes.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine made of a few files in a temporary folder. */
public final class Fixture {

    private final Path root;

    public Fixture(Path root) {
        this.root = root;
    }

    public ProcFiles files() {
        return new ProcFiles(root, true);
    }

    public ProcFiles notLinux() {
        return new ProcFiles(root, false);
    }

    public Fixture file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Fixture link(String path, String target) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.createSymbolicLink(root.resolve(path), Path.of(target));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A container of its own cgroup namespace, version 2 only. */
    Fixture cgroupV2() {
        return file("proc/self/cgroup", "0::/\n")
                .file(
                        "proc/self/mountinfo",
                        "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n");
    }

    /** A container that sees the host's path, version 1 only. */
    Fixture cgroupV1() {
        return file(
                        "proc/self/cgroup",
                        "5:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n1:name=systemd:/\n")
                .file(
                        "proc/self/mountinfo",
                        "33 31 0:30 /docker/abc /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup"
                                + " cgroup rw,cpu,cpuacct\n"
                                + "36 31 0:32 /docker/abc /sys/fs/cgroup/memory rw - cgroup cgroup"
                                + " rw,memory\n");
    }

    /** Both hierarchies mounted, the CPU and memory controllers in version 1. */
    Fixture hybrid() {
        return file("proc/self/cgroup", "4:memory:/job/7\n1:cpu:/\n0::/\n")
                .file(
                        "proc/self/mountinfo",
                        "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
                                + "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
                                + "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup"
                                + " rw,memory\n"
                                + "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n");
    }
}
