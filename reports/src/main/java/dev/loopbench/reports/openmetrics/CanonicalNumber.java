package dev.loopbench.reports.openmetrics;

import java.math.BigDecimal;

/**
 * Numbers in label values, where equal ones have to be written alike: {@code 1e-05 0.001 1.0
 * 1e+06}. Stateless.
 *
 * @see <a
 *     href="https://prometheus.io/docs/specs/om/open_metrics_spec/#considerations-canonical-numbers">OpenMetrics
 *     1.0, canonical numbers</a>
 */
final class CanonicalNumber {

    /** Exponents outside of these are written as such. */
    private static final int SMALLEST_PLAIN_EXPONENT = -4;

    private static final int LARGEST_PLAIN_EXPONENT = 5;

    private CanonicalNumber() {}

    static String of(double number) {
        BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (decimal.signum() == 0) {
            return "0.0";
        }
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
            String plain = decimal.toPlainString();
            return plain.indexOf('.') >= 0 ? plain : plain + ".0";
        }
        String mantissa = decimal.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        String digits = Integer.toString(Math.abs(exponent));
        return mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (digits.length() == 1 ? "0" + digits : digits);
    }
}
