package dev.loopbench.loopcore.workload.pool;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * How lengths vary around their mean. Immutable.
 *
 * <p>StrictMath throughout, so that a seed draws the same lengths on every machine.
 */
enum Distribution {
    CONSTANT {
        @Override
        double factor(RandomGenerator random) {
            return 1;
        }
    },
    /** From 0 to twice the mean. */
    UNIFORM {
        @Override
        double factor(RandomGenerator random) {
            return 2 * random.nextDouble();
        }
    },
    /** By inversion. */
    EXPONENTIAL {
        @Override
        double factor(RandomGenerator random) {
            return exponential(random);
        }
    },
    /**
     * With sigma 1, so that Cs2 is e - 1; a mean of 1 takes a mu of -1/2. Its one job in a hundred
     * is over six times as long as the mean.
     */
    LOGNORMAL {
        @Override
        double factor(RandomGenerator random) {
            // Box and Muller's normal draw.
            double radius = StrictMath.sqrt(2 * exponential(random));
            double normal = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
            return StrictMath.exp(normal - 0.5);
        }
    };

    static Distribution of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Distribution::label).toList();
    }

    /** Its name for users. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The next length. */
    long nanos(long meanNanos, RandomGenerator random) {
        return Math.round(meanNanos * factor(random));
    }

    /** Draws one of mean 1. */
    abstract double factor(RandomGenerator random);

    private static double exponential(RandomGenerator random) {
        return -StrictMath.log1p(-random.nextDouble());
    }
}
