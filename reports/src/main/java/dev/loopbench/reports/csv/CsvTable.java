package dev.loopbench.reports.csv;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of RFC 4180: commas, quotes where needed, CRLF.
 *
 * <p>Confined to the thread that writes the report. A cell without a value is empty. Text that a
 * spreadsheet would run as a formula gets an apostrophe before it.
 */
final class CsvTable {

    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final String END = "\r\n";

    private final StringBuilder text = new StringBuilder();
    private final List<String> row = new ArrayList<>();

    CsvTable text(String cell) {
        boolean formula = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
        String harmless = formula ? "'" + cell : cell;
        boolean quoted = harmless.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        row.add(quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless);
        return this;
    }

    CsvTable number(@Nullable Long number) {
        row.add(number == null ? "" : number.toString());
        return this;
    }

    CsvTable number(@Nullable Double number) {
        row.add(number == null || !Double.isFinite(number) ? "" : plain(number));
        return this;
    }

    CsvTable empty() {
        row.add("");
        return this;
    }

    void endRow() {
        text.append(String.join(",", row)).append(END);
        row.clear();
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Without an exponent: not every spreadsheet's locale reads one. */
    private static String plain(double number) {
        BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
        return decimal.signum() == 0 ? "0" : decimal.toPlainString();
    }
}
