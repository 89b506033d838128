package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.workload.Sentence.Name;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Numbers with units as users write them. Stateless.
 *
 * <p>A bare number is refused where a unit is needed, and so is what does not come to a whole
 * number of the base unit: nothing is rounded. Every refusal is an {@link
 * InvalidParameterException} whose sentence starts with the parameter of that {@code name}.
 */
public final class Quantity {

    /** Longer texts are no numbers that anyone means. */
    private static final int LENGTH_MAX = 64;

    /** One event a nanosecond: the clock tells no more apart. */
    private static final long PER_SECOND_MAX = 1_000_000_000L;

    private static final Pattern NUMBER_AND_UNIT =
            Pattern.compile("(-?)([0-9]+(?:\\.[0-9]+)?|\\.[0-9]+) ?([^0-9. ].*)?");

    /**
     * @param factor its size in base units
     */
    private record Unit(String symbol, long factor) {}

    /**
     * What is measured.
     *
     * @param examples how it is written
     */
    private record Measure(String examples, String baseUnit, List<Unit> units) {

        Optional<Unit> unit(String symbol) {
            return units.stream().filter(unit -> unit.symbol.equals(symbol)).findFirst();
        }

        String symbols() {
            return units.stream().map(Unit::symbol).collect(Collectors.joining(", "));
        }
    }

    private static final Measure DURATION =
            new Measure(
                    "20ms, 1.5s",
                    "nanoseconds",
                    List.of(
                            new Unit("ns", 1L),
                            new Unit("us", 1_000L),
                            new Unit("ms", 1_000_000L),
                            new Unit("s", 1_000_000_000L),
                            new Unit("m", 60_000_000_000L),
                            new Unit("h", 3_600_000_000_000L)));

    private static final Measure SIZE =
            new Measure(
                    "64KiB, 1.5MB",
                    "bytes",
                    List.of(
                            new Unit("B", 1L),
                            new Unit("kB", 1_000L),
                            new Unit("MB", 1_000_000L),
                            new Unit("GB", 1_000_000_000L),
                            new Unit("KiB", 1L << 10),
                            new Unit("MiB", 1L << 20),
                            new Unit("GiB", 1L << 30)));

    /** The factor is the length of the unit in seconds. */
    private static final Measure RATE =
            new Measure(
                    "5000/s, 90/m",
                    "events",
                    List.of(new Unit("/s", 1L), new Unit("/m", 60L), new Unit("/h", 3_600L)));

    private record Amount(BigDecimal number, Unit unit) {}

    private Quantity() {}

    /**
     * {@code 250us}, {@code 1.5ms}, {@code 20s}, {@code 2m}, {@code 1h} in nanoseconds; {@code 0s}
     * is one.
     */
    public static long durationNanos(String name, String text) throws InvalidParameterException {
        return whole(DURATION, name, text);
    }

    /** As {@link #durationNanos}, but not zero. */
    public static long positiveDurationNanos(String name, String text)
            throws InvalidParameterException {
        return positive(DURATION, name, text);
    }

    /** {@code 512B}, {@code 64KiB}, {@code 1.5MiB}, {@code 10kB} in bytes; {@code 0B} is one. */
    public static long bytes(String name, String text) throws InvalidParameterException {
        return whole(SIZE, name, text);
    }

    /** As {@link #bytes}, but not zero. */
    public static long positiveBytes(String name, String text) throws InvalidParameterException {
        return positive(SIZE, name, text);
    }

    /** {@code 5000/s}, {@code 90/m}, {@code 0.5/s} in events a second; never zero. */
    public static double perSecond(String name, String text) throws InvalidParameterException {
        Amount amount = parse(RATE, name, text);
        if (amount.number.signum() == 0) {
            throw zero(RATE, name);
        }
        BigDecimal most = BigDecimal.valueOf(PER_SECOND_MAX * amount.unit.factor);
        if (amount.number.compareTo(most) > 0) {
            throw new InvalidParameterException(
                    "%s is too high: at most %s/s", new Name(name), PER_SECOND_MAX);
        }
        return amount.number.doubleValue() / amount.unit.factor;
    }

    private static long positive(Measure measure, String name, String text)
            throws InvalidParameterException {
        long amount = whole(measure, name, text);
        if (amount == 0) {
            throw zero(measure, name);
        }
        return amount;
    }

    private static long whole(Measure measure, String name, String text)
            throws InvalidParameterException {
        Amount amount = parse(measure, name, text);
        BigDecimal base = amount.number.multiply(BigDecimal.valueOf(amount.unit.factor));
        if (base.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new InvalidParameterException(
                    "%s is too large: at most %s %s",
                    new Name(name), Long.MAX_VALUE, measure.baseUnit);
        }
        if (base.stripTrailingZeros().scale() > 0) {
            throw new InvalidParameterException(
                    "%s does not come to whole %s: %s", new Name(name), measure.baseUnit, text);
        }
        return base.longValueExact();
    }

    private static Amount parse(Measure measure, String name, String text)
            throws InvalidParameterException {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (text.length() > LENGTH_MAX || !matcher.matches()) {
            throw new InvalidParameterException(
                    "%s is not a number with a unit, such as %s: %s",
                    new Name(name), measure.examples, quoted(text));
        }
        BigDecimal number = new BigDecimal(matcher.group(2));
        if (!matcher.group(1).isEmpty() && number.signum() != 0) {
            throw new InvalidParameterException(
                    "%s must not be negative: %s", new Name(name), text);
        }
        String symbol = matcher.group(3);
        if (symbol == null) {
            throw new InvalidParameterException(
                    "%s needs a unit: %s", new Name(name), measure.examples);
        }
        Optional<Unit> unit = measure.unit(symbol);
        if (unit.isEmpty()) {
            throw new InvalidParameterException(
                    "%s has the unknown unit %s: use one of %s",
                    new Name(name), quoted(symbol), measure.symbols());
        }
        return new Amount(number, unit.get());
    }

    private static InvalidParameterException zero(Measure measure, String name) {
        return new InvalidParameterException(
                "%s must be more than zero, such as %s", new Name(name), measure.examples);
    }

    /** The user's words, short enough for one line. */
    public static String quoted(String text) {
        String shown = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + "…" : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
