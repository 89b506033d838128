package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.SplittableRandom;

/** A sort with a comparator. Immutable. */
record SortBlock() implements BlockType {

    @Override
    public String name() {
        return "sort";
    }

    @Override
    public String summary() {
        return "sorts numbers with a comparator: plain code on more data than it was meant for";
    }

    @Override
    public Optional<String> unit() {
        return Optional.of("numbers");
    }

    @Override
    public Hold create(NanoClock clock, Extent extent) {
        return new Sorting(clock, extent, (a, b) -> Integer.compare(b, a));
    }

    /**
     * Sorts so many numbers in random order. Confined to the loop thread.
     *
     * <p>They may take a share of the heap and no more: beyond it the sort is done over.
     */
    static final class Sorting implements Hold, Calibration.Work {

        private static final int LEAST_NUMBERS = 100;
        private static final int MOST_NUMBERS = 50_000_000;

        private static final long HEAP_SHARE = 8;

        /** Of an object, a place in two arrays, and what the sort needs itself. */
        private static final long NUMBER_BYTES = 40;

        /** A comparison on the simulated machine. */
        private static final double COMPARISON_NANOS = 8;

        private final NanoClock clock;
        private final Extent extent;
        private final Comparator<Integer> descending;
        private Integer[] numbers = {};
        private Integer[] sorted = {};
        private int count;

        Sorting(NanoClock clock, Extent extent, Comparator<Integer> descending) {
            this.clock = clock;
            this.extent = extent;
            this.descending = descending;
        }

        @Override
        public void prepare() throws WrongResultException, WorkloadException {
            prepare(LEAST_NUMBERS);
            run(LEAST_NUMBERS);
            for (int i = 1; i < LEAST_NUMBERS; i++) {
                if (sorted[i - 1] < sorted[i]) {
                    throw new WrongResultException("the sort does not put numbers in order");
                }
            }
            long mostThatFit = Runtime.getRuntime().maxMemory() / HEAP_SHARE / NUMBER_BYTES;
            count =
                    Calibration.size(
                            clock,
                            extent,
                            1,
                            LEAST_NUMBERS,
                            (int) Math.min(MOST_NUMBERS, mostThatFit),
                            this);
            prepare(count);
        }

        @Override
        public void prepare(int size) {
            if (numbers.length != size) {
                numbers = draw(size);
                sorted = new Integer[size];
            }
        }

        @Override
        public void hold() {
            sortOnLoop();
        }

        @Override
        public Optional<String> size() {
            return Optional.of(count + " numbers");
        }

        @Override
        public void close() {
            numbers = new Integer[0];
            sorted = new Integer[0];
        }

        private void sortOnLoop() {
            Repetition.until(clock, extent, () -> run(count));
        }

        @Override
        public void run(int size) {
            System.arraycopy(numbers, 0, sorted, 0, size);
            Arrays.sort(sorted, descending);
            if (descending.compare(sorted[0], sorted[size - 1]) > 0) {
                throw new IllegalStateException("the sort does not put numbers in order");
            }
            clock.charge((long) (COMPARISON_NANOS * size * StrictMath.log(size)));
        }

        private static Integer[] draw(int size) {
            SplittableRandom random = new SplittableRandom(1);
            Integer[] drawn = new Integer[size];
            for (int i = 0; i < size; i++) {
                drawn[i] = random.nextInt();
            }
            return drawn;
        }
    }
}
