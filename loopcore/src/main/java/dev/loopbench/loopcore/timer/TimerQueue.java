package dev.loopbench.loopcore.timer;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A binary min-heap of deadlines; equal deadlines leave in the order in which they were added
 * (libuv's rule: a restart goes behind its peers). Adding and removing cost O(log n) and allocate
 * nothing but room for more entries.
 *
 * <p>Confined to the loop thread. Deadlines are in the unit of the caller and never wrap.
 *
 * @param <T> what a deadline belongs to
 */
public final class TimerQueue<T> {

    /** The place of one owner in at most one queue. Confined to the loop thread. */
    public static final class Entry<T> {

        private static final int NOT_QUEUED = -1;

        private final T owner;
        private long deadline;
        private long sequence;
        private int index = NOT_QUEUED;

        public Entry(T owner) {
            this.owner = owner;
        }

        public T owner() {
            return owner;
        }

        /** The deadline it was last added with, also after it has left the queue. */
        public long deadline() {
            return deadline;
        }

        public boolean isQueued() {
            return index != NOT_QUEUED;
        }

        private boolean isBefore(Entry<T> other) {
            return deadline != other.deadline
                    ? deadline < other.deadline
                    : sequence < other.sequence;
        }
    }

    private static final int INITIAL_CAPACITY = 64;

    private @Nullable Entry<T>[] heap = newHeap(INITIAL_CAPACITY);
    private int size;
    private long additions;

    public int size() {
        return size;
    }

    /** The entry that is due first, or null. */
    public @Nullable Entry<T> first() {
        return heap[0];
    }

    /**
     * @throws IllegalStateException if the entry is queued already
     */
    public void add(Entry<T> entry, long deadline) {
        if (entry.isQueued()) {
            throw new IllegalStateException("the entry is queued already");
        }
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        entry.deadline = deadline;
        entry.sequence = additions++;
        siftUp(entry, size++);
    }

    /** Takes an entry out, wherever it is; does nothing if it is not queued. */
    public void remove(Entry<T> entry) {
        if (!entry.isQueued()) {
            return;
        }
        int hole = entry.index;
        entry.index = Entry.NOT_QUEUED;
        Entry<T> last = at(--size);
        heap[size] = null;
        if (last == entry) {
            return;
        }
        if (hole > 0 && last.isBefore(at(parent(hole)))) {
            siftUp(last, hole);
        } else {
            siftDown(last, hole);
        }
    }

    private void siftUp(Entry<T> entry, int from) {
        int hole = from;
        while (hole > 0 && entry.isBefore(at(parent(hole)))) {
            place(at(parent(hole)), hole);
            hole = parent(hole);
        }
        place(entry, hole);
    }

    private void siftDown(Entry<T> entry, int from) {
        int hole = from;
        for (int child = firstChild(hole); child < size; child = firstChild(hole)) {
            if (child + 1 < size && at(child + 1).isBefore(at(child))) {
                child++;
            }
            if (!at(child).isBefore(entry)) {
                break;
            }
            place(at(child), hole);
            hole = child;
        }
        place(entry, hole);
    }

    private void place(Entry<T> entry, int index) {
        heap[index] = entry;
        entry.index = index;
    }

    private Entry<T> at(int index) {
        return Objects.requireNonNull(heap[index]);
    }

    private static int parent(int index) {
        return (index - 1) >>> 1;
    }

    private static int firstChild(int index) {
        return 2 * index + 1;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays cannot be generic; it never leaves here
    private static <T> @Nullable Entry<T>[] newHeap(int capacity) {
        return new Entry[capacity];
    }
}
