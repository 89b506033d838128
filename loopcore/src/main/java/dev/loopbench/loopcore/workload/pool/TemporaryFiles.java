package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.fs.Directory;
import dev.loopbench.loopcore.fs.FileResult;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary files and folders, named so that a later run can tell whose they are and that their
 * owner is gone: a process that was killed takes nothing along. Stateless.
 *
 * <p>Sweeping removes what the same user has left on the same machine, in the same PID namespace,
 * by a process that does not run any more. What it is not sure of stays.
 */
public final class TemporaryFiles {

    private static final Pattern NAME =
            Pattern.compile("loopbench-([0-9a-f]{8})-([0-9]{1,18})-([0-9]{1,18})-.+");

    private static final String PROCESSES = "/proc";

    /** Of a line of {@code /proc/PID/stat} behind the name of the program, see proc(5). */
    private static final int START_FIELD = 19;

    private TemporaryFiles() {}

    /**
     * Whose a file is.
     *
     * @param host a short sum of the machine's name and the PID namespace: a number is one within
     *     it
     * @param start when the process started, in whatever the system counts: numbers come again
     */
    record Owner(String host, long pid, long start) {

        static Owner ofThisProcess() {
            long own = ProcessHandle.current().pid();
            return new Owner(thisHost(), own, startOf(own).orElse(0));
        }

        /** The beginning of a name. */
        String prefix() {
            return "loopbench-" + host + "-" + pid + "-" + start + "-";
        }

        /** False also where that cannot be told. */
        boolean isGone() {
            if (!host.equals(thisHost())) {
                return false;
            }
            if (ProcessHandle.of(pid).isEmpty()) {
                return true;
            }
            OptionalLong running = startOf(pid);
            return start != 0 && running.isPresent() && running.getAsLong() != start;
        }
    }

    /** What the names of this process's begin with. */
    static String prefix() {
        return Owner.ofThisProcess().prefix();
    }

    /** Removes what owners that are gone have left where the platform keeps temporary files. */
    public static void sweep() {
        sweep(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The same in another folder; what cannot be removed stays. */
    static void sweep(Path folder) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "loopbench-*")) {
            for (Path each : found) {
                Matcher name = NAME.matcher(String.valueOf(each.getFileName()));
                if (name.matches() && isMine(each) && owner(name).isGone()) {
                    remove(each);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // Then there is nothing to be found.
        }
    }

    /**
     * Removes a file, or a folder with all that is in it; what cannot be removed stays, for there
     * is nobody to tell. Once more is no harm.
     */
    static void remove(Path path) {
        List<Path> found = new ArrayList<>(List.of(path));
        // One directory after the other, so that a deep tree takes no more open files than a flat.
        for (int next = 0; next < found.size(); next++) {
            if (Files.isDirectory(found.get(next), LinkOption.NOFOLLOW_LINKS)) {
                FileResult<List<Path>> entries = Directory.entries(found.get(next));
                if (entries.isOk()) {
                    found.addAll(entries.value());
                }
            }
        }
        for (int last = found.size() - 1; last >= 0; last--) {
            try {
                Files.deleteIfExists(found.get(last));
            } catch (IOException stays) {
                // The others may go.
            }
        }
    }

    private static Owner owner(Matcher name) {
        return new Owner(
                name.group(1), Long.parseLong(name.group(2)), Long.parseLong(name.group(3)));
    }

    /** Also to a root who may remove everything only their own. */
    private static boolean isMine(Path path) {
        try {
            return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
                            .getName()
                            .equals(System.getProperty("user.name"))
                    && !Files.isSymbolicLink(path);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** Containers may share a folder and not know each other's processes. */
    private static String thisHost() {
        String name = text(Path.of(PROCESSES, "sys/kernel/hostname"));
        String namespace;
        try {
            namespace = Files.readSymbolicLink(Path.of(PROCESSES, "self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException none) {
            namespace = "";
        }
        return "%08x".formatted((name + " " + namespace).hashCode());
    }

    /** Empty where the system does not tell: another user's process, or none. */
    private static OptionalLong startOf(long pid) {
        if (Files.isDirectory(Path.of(PROCESSES))) {
            // In ticks since the system's own start, which no change of the clock moves.
            String line = text(Path.of(PROCESSES, String.valueOf(pid), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
            return fields.length > START_FIELD && fields[START_FIELD].matches("[0-9]{1,18}")
                    ? OptionalLong.of(Long.parseLong(fields[START_FIELD]))
                    : OptionalLong.empty();
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> OptionalLong.of(start.toEpochMilli()))
                .orElse(OptionalLong.empty());
    }

    /** Empty where there is no such file. */
    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException none) {
            return "";
        }
    }
}
