package dev.loopbench.loopcore.pool;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A FIFO that links requests through themselves, so that adding allocates nothing and removing from
 * the middle searches nothing.
 *
 * <p>Not thread-safe: guarded by its owner's lock. A request is in at most one list.
 */
final class RequestList {

    private @Nullable PoolRequest<?> first;
    private @Nullable PoolRequest<?> last;

    boolean isEmpty() {
        return first == null;
    }

    @Nullable PoolRequest<?> first() {
        return first;
    }

    void forEach(Consumer<PoolRequest<?>> action) {
        for (PoolRequest<?> request = first; request != null; request = request.next) {
            action.accept(request);
        }
    }

    boolean isOnly(PoolRequest<?> request) {
        return first == request && last == request;
    }

    void addLast(PoolRequest<?> request) {
        request.previous = last;
        if (last == null) {
            first = request;
        } else {
            last.next = request;
        }
        last = request;
    }

    void remove(PoolRequest<?> request) {
        PoolRequest<?> before = request.previous;
        PoolRequest<?> behind = request.next;
        if (before == null) {
            first = behind;
        } else {
            before.next = behind;
        }
        if (behind == null) {
            last = before;
        } else {
            behind.previous = before;
        }
        request.previous = null;
        request.next = null;
    }
}
