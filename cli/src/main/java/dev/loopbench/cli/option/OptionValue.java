package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.probes.quantity.Numbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Values without a unit, as users write them. Stateless. */
final class OptionValue {

    private OptionValue() {}

    /** A whole number from {@code min} to {@code max}, both included. */
    static long wholeNumber(String option, String text, long min, long max) throws UsageException {
        // By pattern first: parseLong also takes a plus sign and the digits of other scripts.
        if (text.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new UsageException(
                option
                        + " must be a whole number from "
                        + min
                        + " to "
                        + max
                        + ", not \""
                        + text
                        + "\".");
    }

    /** A percentage from {@code min} to {@code max}, which are shares of one, both included. */
    static double share(String option, String text, double min, double max) throws UsageException {
        if (text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?%")) {
            // Moving the point by decimal arithmetic: 0.55% is 0.0055, as people write it.
            double share =
                    new BigDecimal(text.substring(0, text.length() - 1))
                            .movePointLeft(2)
                            .doubleValue();
            if (share >= min && share <= max) {
                return share;
            }
        }
        throw new UsageException(
                option
                        + " must be a percentage from "
                        + Numbers.roundShare(min)
                        + " to "
                        + Numbers.roundShare(max)
                        + ", such as 3%, not \""
                        + text
                        + "\".");
    }

    /** Empty where the option of this name was not given. */
    static OptionalLong positiveDurationNanos(String name, @Nullable String text)
            throws InvalidParameterException {
        return text == null
                ? OptionalLong.empty()
                : OptionalLong.of(Quantity.positiveDurationNanos(name, text));
    }

    /** Likewise of an option that may be left out, more than none. */
    static OptionalDouble positiveShare(String option, @Nullable String text, double max)
            throws UsageException {
        if (text == null) {
            return OptionalDouble.empty();
        }
        double share = share(option, text, 0, max);
        if (share == 0) {
            throw new UsageException(option + " must be more than 0%.");
        }
        return OptionalDouble.of(share);
    }

    static String oneOf(String option, String text, List<String> accepted) throws UsageException {
        if (!accepted.contains(text)) {
            throw new UsageException(
                    option
                            + " must be one of "
                            + String.join(", ", accepted)
                            + ", not \""
                            + text
                            + "\".");
        }
        return text;
    }

    /** What the user gave, as words of a command line; nothing where it is the default. */
    static void add(List<String> words, String option, @Nullable String value) {
        if (value != null) {
            words.add(option);
            words.add(value);
        }
    }
}
