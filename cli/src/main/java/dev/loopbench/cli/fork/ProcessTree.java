package dev.loopbench.cli.fork;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The end of a process and of all that it has started. Stateless. */
final class ProcessTree {

    /** So long the system may take to end them by force. */
    private static final long FORCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private ProcessTree() {}

    /**
     * Asks them to end (SIGTERM), then uses force.
     *
     * @param graceNanos that they may take before it does
     * @return false where force was needed
     */
    static boolean end(ProcessHandle root, long graceNanos) {
        List<ProcessHandle> tree = withDescendants(Stream.of(root));
        tree.forEach(ProcessHandle::destroy);
        if (haveEnded(tree, graceNanos)) {
            return true;
        }
        List<ProcessHandle> left = withDescendants(tree.stream().filter(ProcessHandle::isAlive));
        left.forEach(ProcessHandle::destroyForcibly);
        haveEnded(left, FORCE_NANOS);
        return false;
    }

    private static List<ProcessHandle> withDescendants(Stream<ProcessHandle> roots) {
        List<ProcessHandle> tree = new ArrayList<>();
        roots.forEach(
                root -> {
                    tree.add(root);
                    root.descendants().forEach(tree::add);
                });
        return tree;
    }

    private static boolean haveEnded(List<ProcessHandle> tree, long nanos) {
        CompletableFuture<?>[] ends =
                tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        return inTime(nanos, CompletableFuture.allOf(ends));
    }

    /** Whether it has happened by then. */
    static boolean inTime(long nanos, CompletableFuture<?> event) {
        try {
            event.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
