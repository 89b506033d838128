package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what this process has left behind since this was made: files, sockets, threads. */
public final class Leftovers {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final List<String> descriptorsBefore;
    private final Set<Path> filesBefore = temporaryFiles();
    private final Set<Thread> threadsBefore = threads();

    public Leftovers() throws IOException {
        // With its first socket and file a JVM opens sockets of its own, which it keeps.
        Path first = Files.createTempFile("first", "");
        FileChannel.open(first, StandardOpenOption.DELETE_ON_CLOSE).close();
        SocketChannel.open().close();
        descriptorsBefore = descriptors();
    }

    /** Descriptors where the system lists them. */
    public void assertNone() {
        assertThat(threads()).isSubsetOf(threadsBefore);
        Set<Path> files = temporaryFiles();
        files.removeAll(filesBefore);
        // Another process may be about to unlink one of its own.
        assertThat(files).noneMatch(Files::exists);
        List<String> left = descriptors();
        descriptorsBefore.forEach(left::remove);
        assertThat(left).isEmpty();
    }

    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        // The platform's own come and go.
        threads.removeIf(thread -> thread.getThreadGroup() == null || !isOurs(thread.getName()));
        return threads;
    }

    private static boolean isOurs(String name) {
        return name.equals("alarm") || name.contains("worker") || name.startsWith("loopbench");
    }

    private static Set<Path> temporaryFiles() {
        Set<Path> files = new HashSet<>();
        try (DirectoryStream<Path> ours =
                Files.newDirectoryStream(
                        Path.of(System.getProperty("java.io.tmpdir")), "loopbench-*")) {
            ours.forEach(files::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    /** Sockets and deleted files: others, such as classes, may be opened by the way. */
    private static List<String> descriptors() {
        List<String> targets = new ArrayList<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return targets;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path link : links) {
                addTarget(link, targets);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return targets;
    }

    private static void addTarget(Path link, List<String> targets) throws IOException {
        try {
            String target = Files.readSymbolicLink(link).toString();
            if (target.startsWith("socket:")
                    || target.startsWith("anon_inode:")
                    || target.contains("loopbench-")) {
                targets.add(target);
            }
        } catch (NoSuchFileException closedMeanwhile) {
            // The listing itself was one.
        }
    }
}
