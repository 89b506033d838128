package dev.loopbench.probes.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A duration and the parts it consists of, in one unit and to one digit, so that what is printed
 * adds up as well: {@code 41.0ms} of {@code 6.2ms 34.8ms}.
 *
 * <p>Immutable. Takes nanoseconds, below 0 as well. Each part is off by less than one of its last
 * digit: what rounding down loses goes to the parts that lose most.
 */
public final class NanosSum {

    /**
     * @param nanos of the last digit
     */
    private record Digits(long fromNanos, long nanos, String unit, long unitNanos) {}

    private static final List<Digits> DIGITS =
            List.of(
                    new Digits(10_000_000_000L, 10_000_000, "s", 1_000_000_000),
                    new Digits(10_000_000, 100_000, "ms", 1_000_000),
                    new Digits(1_000_000, 10_000, "ms", 1_000_000),
                    new Digits(1_000, 100, "µs", 1_000));

    private static final Digits WHOLE_NANOS = new Digits(0, 1, "ns", 1);

    private final Digits digits;
    private final long total;
    private final long[] parts;

    /**
     * @param partsNanos all together {@code totalNanos}
     */
    public NanosSum(long totalNanos, List<Long> partsNanos) {
        long largest =
                partsNanos.stream().mapToLong(Math::abs).reduce(Math.abs(totalNanos), Math::max);
        digits =
                DIGITS.stream().filter(d -> largest >= d.fromNanos).findFirst().orElse(WHOLE_NANOS);
        total = rounded(totalNanos);
        parts =
                partsNanos.stream()
                        .mapToLong(nanos -> Math.floorDiv(nanos, digits.nanos))
                        .toArray();
        List<Integer> losers = new ArrayList<>(IntStream.range(0, parts.length).boxed().toList());
        losers.sort(
                Comparator.comparingLong(
                                (Integer i) -> Math.floorMod(partsNanos.get(i), digits.nanos))
                        .reversed());
        long missing = total - IntStream.range(0, parts.length).mapToLong(i -> parts[i]).sum();
        for (int i = 0; i < Math.min(missing, losers.size()); i++) {
            parts[losers.get(i)]++;
        }
    }

    public String total() {
        return text(total);
    }

    /** Whether nothing is left of the part at this precision. */
    public boolean isNothing(int part) {
        return parts[part] == 0;
    }

    public String part(int part) {
        return text(parts[part]);
    }

    private long rounded(long nanos) {
        boolean up = Math.floorMod(nanos, digits.nanos) * 2 >= digits.nanos;
        return Math.floorDiv(nanos, digits.nanos) + (up ? 1 : 0);
    }

    private String text(long count) {
        int scale = (int) Math.round(Math.log10((double) digits.unitNanos / digits.nanos));
        return BigDecimal.valueOf(count)
                        .multiply(BigDecimal.valueOf(digits.nanos))
                        .divide(
                                BigDecimal.valueOf(digits.unitNanos),
                                scale,
                                RoundingMode.UNNECESSARY)
                        .toPlainString()
                + digits.unit;
    }
}
